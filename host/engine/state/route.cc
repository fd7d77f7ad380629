// SPDX-License-Identifier: Apache-2.0
#include "host/engine/state/route.h"

#include <algorithm>
#include <utility>

#include "host/engine/state/binding.h"
#include "host/engine/state/distinct.h"
#include "host/engine/state/follow.h"
#include "host/engine/state/overlay.h"

namespace dashflow::engine {
namespace {

using graph::NodeId;

Status RouteTask(Run& run, const Task& task, const StateBinding& binding, Frontier& frontier) {
  const TaskResult& result = task.result;
  for (const NodeId node : result.jumps) frontier.pulls.push_back(node);
  for (const checkpoint::SentTask& sent : result.sends) frontier.pushes.push_back(sent);
  const graph::NodePlan& plan = run.plan(task);
  for (const graph::Edge& edge : plan.edges) DF_TRY(Follow({run, binding, frontier}, edge));
  return Ok();
}

bool HasConditions(const graph::NodePlan& plan) {
  return std::ranges::any_of(plan.edges, [](const graph::Edge& edge) {
    const auto fans_out = [](const graph::Target& target) {
      return target.kind == graph::Target::Kind::kFanout;
    };
    const auto arm_needs = [&](const graph::Arm& arm) {
      return std::ranges::any_of(arm.to, fans_out);
    };
    return edge.kind != graph::Edge::Kind::kAlways || std::ranges::any_of(edge.arms, arm_needs);
  });
}

// A fan-out is gathered whatever became of its elements; of another failed node no edge is
// followed.
std::vector<NodeId> GatheringNodes(const Run& run) {
  std::vector<NodeId> nodes;
  const auto add = [&](NodeId node) {
    if (!run.workflow.nodes[node].gathers.empty()) nodes.push_back(node);
  };
  for (std::size_t i = 0; i < run.task_count; ++i) {
    const Task& task = run.tasks[i];
    add(task.node());
    if (task.handled && !task.pull()) add(task.path.node);
  }
  SortDistinct(nodes);
  return nodes;
}

bool IsDue(const Frontier& frontier, NodeId node) {
  return std::ranges::find(frontier.pulls, node) != frontier.pulls.end() ||
         std::ranges::find(frontier.pushes, node, &checkpoint::SentTask::node) !=
             frontier.pushes.end();
}

Status GatherOf(Run& run, NodeId node, Frontier& frontier) {
  const StateBinding binding(run);
  for (const graph::Edge& edge : run.workflow.nodes[node].gathers)
    DF_TRY(Follow({run, binding, frontier}, edge));
  return Ok();
}

void FillJoins(Run& run, Frontier& frontier) {
  for (const auto& [join, source] : frontier.marks) {
    std::uint64_t& seen = run.state.joins[join];
    seen |= std::uint64_t{1} << source;
    const graph::Join& plan = run.workflow.joins[join];
    const std::size_t count = plan.sources.size();
    const std::uint64_t all = count == 64 ? UINT64_MAX : (std::uint64_t{1} << count) - 1;
    run.journal.TouchJoin(join);
    if (seen != all) continue;
    seen = 0;
    frontier.pulls.push_back(plan.target);
  }
}

// Deferred nodes wait, armed, until no edge leads anywhere: what is sent does not hold them back.
void Defer(Run& run, Frontier& frontier) {
  const graph::Workflow& workflow = run.workflow;
  std::uint64_t* const armed = run.state.joins.data() + workflow.joins.size();
  std::erase_if(frontier.pulls, [&](NodeId node) {
    const std::uint32_t deferral = workflow.nodes[node].deferral;
    if (deferral == graph::kNotDeferred) return false;
    armed[deferral] = 1;
    run.journal.TouchJoin(static_cast<std::uint32_t>(workflow.joins.size()) + deferral);
    return true;
  });
  if (!frontier.pulls.empty()) return;
  for (std::size_t i = 0; i < workflow.deferred.size(); ++i) {
    if (std::exchange(armed[i], 0) != 0) frontier.pulls.push_back(workflow.deferred[i]);
  }
}

void AddPull(checkpoint::State& state, NodeId node) {
  const checkpoint::TaskPath path{checkpoint::TaskPath::kPull, node};
  const auto at = std::ranges::lower_bound(state.due, path, {}, &checkpoint::DueTask::path);
  if (at == state.due.end() || at->path != path) state.due.insert(at, {path, {}});
}

}  // namespace

Status RouteStart(Run& run, Frontier& frontier) {
  const StateBinding binding(run);
  for (const graph::Edge& edge : run.workflow.start) DF_TRY(Follow({run, binding, frontier}, edge));
  return Ok();
}

Status RouteAlone(Run& run, Frontier& frontier) {
  StateBinding binding(run);
  binding.SetTask(run.tasks[0]);
  return RouteTask(run, run.tasks[0], binding, frontier);
}

Status RouteSiblings(Run& run, Frontier& frontier) {
  for (std::size_t i = 0; i < run.task_count; ++i) {
    const Task& task = run.tasks[i];
    StateBinding binding(run);
    binding.SetTask(task);
    if (HasConditions(run.plan(task))) DF_TRY(OverlayWrites(run, task.result, binding));
    DF_TRY(RouteTask(run, task, binding, frontier));
  }
  return Ok();
}

Status RouteGathers(Run& run, Frontier& frontier) {
  if (!run.program->has_gathers()) return Ok();
  for (const NodeId node : GatheringNodes(run)) DF_TRY(GatherOf(run, node, frontier));
  // A gather edge may fan out over nothing again.
  for (std::size_t i = 0; i < frontier.empty_fanouts.size(); ++i) {
    if (i > run.workflow.nodes.size())
      return Error("recursion_limit", "gather edges over empty lists lead in a circle");
    const NodeId node = frontier.empty_fanouts[i];
    if (!IsDue(frontier, node)) DF_TRY(GatherOf(run, node, frontier));
  }
  return Ok();
}

void InstallFrontier(Run& run, Frontier& frontier) {
  FillJoins(run, frontier);
  if (!run.workflow.deferred.empty()) Defer(run, frontier);
  auto& due = run.state.due;
  due.clear();
  SortDistinct(frontier.pulls);
  for (const NodeId node : frontier.pulls) due.push_back({{checkpoint::TaskPath::kPull, node}, {}});
  std::int64_t index = 0;
  for (auto& push : frontier.pushes)
    due.push_back({{index++, push.node}, std::move(push.arguments)});
}

void KeepDue(Run& run, const std::vector<NodeId>& nodes) {
  for (const NodeId node : nodes) AddPull(run.state, node);
}

void AddDue(Run& run, const std::vector<NodeId>& nodes) {
  const auto deferral = [&run](NodeId node) { return run.workflow.nodes[node].deferral; };
  for (const NodeId node : nodes) {
    if (deferral(node) == graph::kNotDeferred) AddPull(run.state, node);
  }
  std::uint64_t* const armed = run.state.joins.data() + run.workflow.joins.size();
  const bool idle = run.state.due.empty();
  for (const NodeId node : nodes) {
    if (deferral(node) == graph::kNotDeferred) continue;
    if (idle) AddPull(run.state, node);
    if (!idle) armed[deferral(node)] = 1;
  }
}

void AddDue(Run& run, std::vector<checkpoint::SentTask> sent) {
  auto& due = run.state.due;
  std::int64_t index = due.empty() ? 0 : due.back().path.index + 1;  // a pull's is -1
  for (checkpoint::SentTask& task : sent)
    due.push_back({{index++, task.node}, std::move(task.arguments)});
}

}  // namespace dashflow::engine
