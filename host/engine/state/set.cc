// SPDX-License-Identifier: Apache-2.0
#include "host/engine/state/set.h"

#include <algorithm>
#include <iterator>

#include "host/engine/state/overlay.h"
#include "host/value/builder.h"

namespace dashflow::engine {
namespace {

// A port that gave nothing is null, one that gave several values the last.
Value OutOf(const graph::NodePlan& plan, const TaskResult& result) {
  std::vector<Value> ports(plan.outputs.size());
  for (const auto& [slot, value] : result.out) ports[slot] = value;
  ObjectBuilder out;
  for (std::size_t slot = 0; slot < ports.size(); ++slot)
    out.Add(plan.type->outputs[slot].name, ports[slot]);
  return std::move(out).Build();
}

}  // namespace

Status AddSetWrites(Run& run, const Task& task, TaskResult& result) {
  const graph::NodePlan& plan = run.plan(task);
  const Value out = OutOf(plan, result);
  StateBinding binding(run);
  binding.SetTask(task);
  binding.SetOut(out);
  DF_TRY(OverlayWrites(run, result, binding));
  std::vector<channel::Write> further;
  for (const graph::SetWrite& write : plan.set) {
    DF_ASSIGN(Value value, Evaluate(write.source, binding));
    further.push_back({write.channel, write.mode, std::move(value)});
  }
  std::ranges::move(further, std::back_inserter(result.writes));
  return Ok();
}

}  // namespace dashflow::engine
