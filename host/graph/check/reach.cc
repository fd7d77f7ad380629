// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <utility>

#include "host/graph/check/successors.h"
#include "host/graph/compile/stages.h"

namespace dashflow::graph {
namespace {

std::vector<bool> Reachable(const Build& build) {
  const Workflow& workflow = *build.workflow;
  std::vector<bool> reached(workflow.nodes.size());
  std::vector<NodeId> waiting;
  for (const Edge& edge : workflow.start) AppendTargets(workflow, edge, waiting);
  if (build.on_failure) waiting.push_back(*build.on_failure);
  while (!waiting.empty()) {
    const NodeId id = waiting.back();
    waiting.pop_back();
    if (reached[id]) continue;
    reached[id] = true;
    for (const NodeId next : Successors(workflow, workflow.nodes[id])) waiting.push_back(next);
    for (const NodeId next : build.nodes[id].reliefs) waiting.push_back(next);
  }
  return reached;
}

// Looks for a cycle of edges that are followed whatever the state. Depth first, without recursion.
class EndlessCycle {
 public:
  explicit EndlessCycle(const Workflow& workflow)
      : workflow_(workflow), marks_(workflow.nodes.size(), Visit::kNew) {}

  // A node of such a cycle that can be reached from `root`.
  std::optional<NodeId> FindFrom(NodeId root) {
    if (marks_[root] != Visit::kNew) return std::nullopt;
    Enter(root);
    while (!path_.empty()) {
      Step& step = path_.back();
      if (step.left.empty()) {
        marks_[step.node] = Visit::kDone;
        path_.pop_back();
        continue;
      }
      const NodeId next = step.left.back();
      step.left.pop_back();
      if (marks_[next] == Visit::kOpen) return next;
      if (marks_[next] == Visit::kNew) Enter(next);
    }
    return std::nullopt;
  }

 private:
  enum class Visit : std::uint8_t { kNew, kOpen, kDone };
  struct Step {
    NodeId node;
    std::vector<NodeId> left;
  };

  void Enter(NodeId id) {
    marks_[id] = Visit::kOpen;
    path_.push_back({id, CertainSuccessors(workflow_.nodes[id])});
  }

  const Workflow& workflow_;
  std::vector<Visit> marks_;
  std::vector<Step> path_;
};

void WarnUnreachable(Build& build, const std::vector<bool>& reached) {
  for (NodeId id = 0; id < reached.size(); ++id) {
    if (reached[id]) continue;
    const NodePlan& node = build.workflow->nodes[id];
    build.findings
        .Warn({node.place.line, node.place.column}, "unreachable_node",
              "node '" + node.name + "' never runs: no edge leads to it")
        .Fix("add an edge to it, list it in another node's goto:, or remove it")
        .In(node.place);
  }
}

void WarnEndless(Build& build, const std::vector<bool>& reached) {
  EndlessCycle search(*build.workflow);
  for (NodeId id = 0; id < reached.size(); ++id) {
    const auto found = reached[id] ? search.FindFrom(id) : std::nullopt;
    if (!found) continue;
    const NodePlan& node = build.workflow->nodes[*found];
    build.findings
        .Warn({node.place.line, node.place.column}, "endless_cycle",
              "node '" + node.name +
                  "' is in a cycle without exit: the run ends only at limits: {steps}")
        .Fix("put a condition on an edge of the cycle: {from, to, when}")
        .In(node.place);
    return;
  }
}

void WarnFannedConditions(Build& build) {
  for (NodeId id = 0; id < build.nodes.size(); ++id) {
    if (!build.nodes[id].fanned) continue;
    for (const Edge& edge : build.workflow->nodes[id].edges) {
      if (edge.kind == Edge::Kind::kAlways) continue;
      build.findings
          .Warn({edge.place.line, edge.place.column}, "gather_missing",
                "this condition is asked once for each task of '" + build.workflow->nodes[id].name +
                    "', and sees only that task's writes")
          .Fix("write gather: " + build.workflow->nodes[id].name + " to ask once after all of them")
          .In(edge.place);
    }
  }
}

}  // namespace

void CheckReach(Build& build) {
  const std::vector<bool> reached = Reachable(build);
  WarnUnreachable(build, reached);
  WarnEndless(build, reached);
  WarnFannedConditions(build);
}

}  // namespace dashflow::graph
