// SPDX-License-Identifier: Apache-2.0
#include "host/graph/check/successors.h"

namespace dashflow::graph {

void AppendTargets(const Workflow& workflow, const Edge& edge, std::vector<NodeId>& out) {
  for (const Arm& arm : edge.arms) {
    for (const Target& target : arm.to) {
      switch (target.kind) {
        case Target::Kind::kEnd:
          break;
        case Target::Kind::kNode:
          out.push_back(target.index);
          break;
        case Target::Kind::kJoin:
          out.push_back(workflow.joins[target.index].target);
          break;
        case Target::Kind::kFanout:
          out.push_back(workflow.fanouts[target.index].to);
          break;
      }
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
