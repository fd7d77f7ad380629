// SPDX-License-Identifier: Apache-2.0
#include "host/engine/state/follow.h"

#include "host/expression/expression.h"
#include "host/value/json.h"

namespace dashflow::engine {
namespace {

using graph::Target;

std::string TextOf(const Value& value) {
  return value.is_string() ? std::string(value.as_text()) : ToJson(value);
}

Result<checkpoint::SentTask> Sent(const Steps& steps, const graph::Fanout& fanout) {
  checkpoint::SentTask task;
  task.node = fanout.to;
  task.arguments.reserve(fanout.ports.size());
  for (const auto& port : fanout.ports) {
    DF_ASSIGN(Value value, Evaluate(port.source, steps.binding));
    task.arguments.emplace_back(port.slot, std::move(value));
  }
  return task;
}

Status FanOut(const Steps& steps, const graph::Fanout& fanout) {
  DF_ASSIGN(const Value list, fanout.list->Evaluate(steps.binding));
  if (!list.is_array()) {
    return Error("each_needs_list",
                 "each: needs a list, it is " + std::string(KindName(list.kind())))
        .In(fanout.place);
  }
  if (list.empty()) steps.frontier.empty_fanouts.push_back(fanout.to);
  const auto limit = static_cast<std::size_t>(steps.run.workflow.limits.tasks);
  if (steps.frontier.pushes.size() + list.size() > limit) {
    return Error("too_many_tasks", "a superstep of " + std::to_string(list.size()) +
                                       " tasks is over the limit of " + std::to_string(limit))
        .Fix("raise limits: {tasks}, or fan out over less")
        .In(fanout.place);
  }
  StateBinding binding = steps.binding;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const Value index(static_cast<std::int64_t>(i));
    binding.SetItem(&list.At(i), &index);
    DF_ASSIGN(auto task, Sent({steps.run, binding, steps.frontier}, fanout));
    steps.frontier.pushes.push_back(std::move(task));
  }
  return Ok();
}

Status Go(const Steps& steps, const graph::Arm& arm) {
  for (const Target& target : arm.to) {
    switch (target.kind) {
      case Target::Kind::kEnd:
        break;
      case Target::Kind::kNode:
        steps.frontier.pulls.push_back(target.index);
        break;
      case Target::Kind::kJoin:
        steps.frontier.marks.emplace_back(target.index, target.position);
        break;
      case Target::Kind::kFanout:
        DF_TRY(FanOut(steps, steps.run.workflow.fanouts[target.index]));
        break;
    }
  }
  return Ok();
}

Status Switch(const Steps& steps, const graph::Edge& edge) {
  DF_ASSIGN(const Value subject, edge.subject->Evaluate(steps.binding));
  const std::string text = TextOf(subject);
  for (const graph::Arm& arm : edge.arms) {
    const bool is_default =
        edge.default_arm >= 0 && &arm == &edge.arms[static_cast<std::size_t>(edge.default_arm)];
    if (!is_default && arm.key == text) return Go(steps, arm);
  }
  if (edge.default_arm >= 0)
    return Go(steps, edge.arms[static_cast<std::size_t>(edge.default_arm)]);
  return Error("no_case", "switch: " + edge.subject->source() + " is " + text +
                              ", and no case says where to go")
      .In(edge.place);
}

Status RouteFirst(const Steps& steps, const graph::Edge& edge) {
  for (const graph::Arm& arm : edge.arms) {
    if (arm.when) {
      DF_ASSIGN(const bool taken, arm.when->EvaluateBool(steps.binding));
      if (!taken) continue;
    }
    return Go(steps, arm);
  }
  return Ok();
}

}  // namespace

Status Follow(const Steps& steps, const graph::Edge& edge) {
  switch (edge.kind) {
    case graph::Edge::Kind::kAlways:
      return Go(steps, edge.arms[0]);
    case graph::Edge::Kind::kSwitch:
      return Switch(steps, edge);
    case graph::Edge::Kind::kWhen:
    case graph::Edge::Kind::kRoute:
      return RouteFirst(steps, edge);
  }
  return Ok();
}

}  // namespace dashflow::engine
