// SPDX-License-Identifier: Apache-2.0
#include "host/engine/start/update_tasks.h"

#include <algorithm>

#include "host/channel/given_write.h"
#include "host/checkpoint/history/history.h"
#include "host/engine/state/distinct.h"
#include "host/value/value_iterate.h"

namespace dashflow::engine {
namespace {

Error Refused(std::string cause, std::string fix) {
  Error error("invalid_update", "the state cannot be changed so: " + cause);
  return error.Operation("update state").Cause(std::move(cause)).Fix(std::move(fix));
}

Error LocateWrite(Error error, std::string_view channel) {
  return error.Message("channel '" + std::string(channel) + "': " + error.message())
      .Operation("update state")
      .Resource(std::string(channel));
}

// The nodes whose tasks made the newest checkpoint on the way to `from` that was made by any.
Result<std::vector<graph::NodeId>> LastNodes(checkpoint::Store& store,
                                             const checkpoint::ThreadRecord& record,
                                             const checkpoint::Snapshot& from) {
  std::vector<graph::NodeId> nodes;
  checkpoint::Position wanted = from.position;
  if (wanted.stream == 0) return nodes;
  DF_TRY(checkpoint::History(store, record).Visit([&](const checkpoint::Snapshot& snapshot) {
    if (snapshot.position != wanted) return true;
    for (const checkpoint::TaskPath& path : snapshot.made_by) nodes.push_back(path.node);
    wanted = snapshot.parent;
    return nodes.empty() && wanted.stream != 0;
  }));
  SortDistinct(nodes);
  return nodes;
}

Result<std::string> NodeThatRanLast(checkpoint::Store& store, const graph::Workflow& workflow,
                                    const checkpoint::ThreadRecord& record,
                                    const checkpoint::Snapshot& from) {
  if (workflow.nodes.size() == 1) return workflow.nodes.front().name;
  DF_ASSIGN(const auto nodes, LastNodes(store, record, from));
  if (nodes.empty()) return std::string(kStartName);
  if (nodes.size() == 1) return workflow.nodes[nodes.front()].name;
  return Refused("several nodes ran last", "name the node as which the state is changed");
}

Status AddWrite(const graph::Workflow& workflow, std::string_view name, const Value& value,
                std::vector<channel::Write>& writes) {
  const auto channel = workflow.FindChannel(name);
  if (!channel && workflow.ignore_unknown_writes) return Ok();
  if (!channel) {
    return Refused("there is no channel '" + std::string(name) + "'",
                   "declare it under `state`, or leave it out");
  }
  const auto write = channel::GivenWrite(workflow.channels[*channel], *channel, value);
  const Status fits = channel::CheckWrite(workflow.channels[*channel], write);
  if (fits.has_error()) return LocateWrite(fits.error(), name);
  writes.push_back(write);
  return Ok();
}

// [[channel, value] …], in which a channel may come several times.
Result<std::vector<channel::Write>> PairWrites(const graph::Workflow& workflow,
                                               const Value& pairs) {
  std::vector<channel::Write> writes;
  Status status = Ok();
  pairs.ForEachElement([&](const Value& pair) {
    const bool is_pair = pair.is_array() && pair.size() == 2 && pair.At(0).is_string();
    status = is_pair ? AddWrite(workflow, pair.At(0).as_text(), pair.At(1), writes)
                     : Refused("an element is no [channel, value]", "give a list of such pairs");
    return status.has_value();
  });
  if (status.has_error()) return status.error();
  return writes;
}

Task& NewTask(Run& run, const checkpoint::TaskPath& path) {
  if (run.tasks.size() == run.task_count) run.tasks.emplace_back();
  Task& task = run.tasks[run.task_count++];
  task.Begin(path);
  task.status = TaskStatus::kDone;
  return task;
}

}  // namespace

Result<graph::NodeId> UpdatedNode(const graph::Workflow& workflow, const std::string& name) {
  if (const auto node = workflow.FindNode(name)) return *node;
  return Refused("there is no node '" + name + "' in workflow '" + workflow.name + "'",
                 "name one of its nodes, START or END");
}

Result<std::vector<channel::Write>> UpdateWrites(const graph::Workflow& workflow,
                                                 const Value& values) {
  std::vector<channel::Write> writes;
  if (values.is_null()) return writes;
  if (values.is_array()) return PairWrites(workflow, values);
  if (!values.is_object()) return Refused("the values are no object", "give an object of channels");
  Status status = Ok();
  values.ForEachMember([&](const Value& key, const Value& value) {
    status = AddWrite(workflow, key.as_text(), value, writes);
    return status.has_value();
  });
  if (status.has_error()) return status.error();
  return writes;
}

Result<std::vector<StateUpdate>> NameNodes(checkpoint::Store& store,
                                           const graph::Workflow& workflow,
                                           const checkpoint::ThreadRecord& record,
                                           const checkpoint::Snapshot& from,
                                           std::vector<StateUpdate> updates) {
  if (updates.empty()) return Refused("there is no update", "give at least one");
  const bool named = std::ranges::none_of(updates, &std::string::empty, &StateUpdate::as_node);
  if (named) return updates;
  if (updates.size() > 1)
    return Refused("one of several updates names no node", "name the node of each");
  DF_ASSIGN(updates.front().as_node, NodeThatRanLast(store, workflow, record, from));
  return updates;
}

Status MakeUpdateTasks(const std::vector<StateUpdate>& updates, Run& run) {
  run.task_count = 0;
  for (const StateUpdate& update : updates) {
    if (update.as_node == kEndName && update.values.is_null()) continue;
    if (update.as_node == kEndName) return Refused("END writes nothing", "give no values with it");
    DF_ASSIGN(const auto node, UpdatedNode(run.workflow, update.as_node));
    DF_ASSIGN(auto writes, UpdateWrites(run.workflow, update.values));
    NewTask(run, {checkpoint::TaskPath::kPull, node}).result.writes = std::move(writes);
  }
  return Ok();
}

void TakeMakers(const checkpoint::Snapshot& from, Run& run) {
  run.task_count = 0;
  for (const checkpoint::TaskPath& path : from.made_by) NewTask(run, path);
}

void TakeFinished(const checkpoint::Snapshot& from, Run& run) {
  run.task_count = 0;
  for (const checkpoint::TaskSnapshot& task : from.tasks) {
    if (task.writes && !task.writes->empty()) NewTask(run, task.path).result.writes = *task.writes;
  }
}

}  // namespace dashflow::engine
