// SPDX-License-Identifier: Apache-2.0
#include "host/engine/state/outputs.h"

#include <boost/container/small_vector.hpp>

#include "host/engine/state/distinct.h"
#include "host/value/builder.h"

namespace dashflow::engine {
namespace {

// Key, value, key, value …; the few channels of an output need no memory of their own.
using Members = boost::container::small_vector<Value, 8>;

const channel::Slot& SlotOf(const Run& run, channel::ChannelId id) {
  for (const auto& [shown, slot] : run.shown) {
    if (shown == id) return slot;
  }
  return run.state.slots[id];
}

void AddChannel(Members& members, const Run& run, channel::ChannelId id) {
  const channel::Slot& slot = SlotOf(run, id);
  if (!slot.has) return;
  members.push_back(run.program->key(id));
  members.push_back(slot.value);
}

}  // namespace

Value OutputValue(const Run& run) {
  if (run.workflow.root) return SlotOf(run, *run.workflow.root).value;
  Members members;
  for (const channel::ChannelId id : run.workflow.output) AddChannel(members, run, id);
  return BuildObject(members);
}

Value StateValue(const Run& run) {
  Members members;
  for (channel::ChannelId id = 0; id < run.state.slots.size(); ++id) AddChannel(members, run, id);
  return BuildObject(members);
}

Value NextNodes(const Run& run) {
  ArrayBuilder names;
  const auto& due = run.state.due;
  std::vector<graph::NodeId> nodes;
  nodes.reserve(due.size());
  for (const auto& task : due) nodes.push_back(task.path.node);
  SortDistinct(nodes);
  for (const graph::NodeId node : nodes) names.Add(run.workflow.nodes[node].name);
  return std::move(names).Build();
}

std::vector<WaitingQuestion> Questions(const Run& run) {
  std::vector<WaitingQuestion> questions;
  for (std::size_t i = 0; i < run.task_count; ++i) {
    const Task& task = run.tasks[i];
    if (task.status != TaskStatus::kInterrupted) continue;
    const std::string path = PathText(run.workflow, task.path, task.node());
    for (const auto& asked : task.result.asked)
      questions.push_back({path, run.plan(task).name, asked});
  }
  return questions;
}

}  // namespace dashflow::engine
