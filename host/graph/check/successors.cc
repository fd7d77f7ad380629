// SPDX-License-Identifier: Apache-2.0
#include "host/graph/check/successors.h"

#include <optional>

namespace dashflow::graph {

namespace {

std::optional<NodeId> NodeOf(const Workflow& workflow, const Target& target) {
  switch (target.kind) {
    case Target::Kind::kEnd:
      return std::nullopt;
    case Target::Kind::kNode:
      return target.index;
    case Target::Kind::kJoin:
      return workflow.joins[target.index].target;
    case Target::Kind::kFanout:
      return workflow.fanouts[target.index].to;
  }
  return std::nullopt;
}

}  // namespace

void AppendTargets(const Workflow& workflow, const Edge& edge, std::vector<NodeId>& out) {
  for (const Arm& arm : edge.arms) {
    for (const Target& target : arm.to) {
      if (const auto node = NodeOf(workflow, target)) out.push_back(*node);
    }
  }
}

std::vector<NodeId> Successors(const Workflow& workflow, const NodePlan& node) {
  std::vector<NodeId> ids = node.jumps;
  for (const Edge& edge : node.edges) AppendTargets(workflow, edge, ids);
  for (const Edge& edge : node.gathers) AppendTargets(workflow, edge, ids);
  return ids;
}

std::vector<NodeId> CertainSuccessors(const NodePlan& node) {
  std::vector<NodeId> ids;
  for (const std::vector<Edge>* edges : {&node.edges, &node.gathers}) {
    for (const Edge& edge : *edges) {
      if (edge.kind != Edge::Kind::kAlways) continue;
      for (const Target& target : edge.arms.front().to)
        if (target.kind == Target::Kind::kNode) ids.push_back(target.index);
    }
  }
  return ids;
}

}  // namespace dashflow::graph
