// SPDX-License-Identifier: Apache-2.0
#include "host/engine/record/joins_into.h"

#include <algorithm>
#include <string>

#include "host/value/builder.h"

namespace dashflow::engine {
namespace {

using graph::Edge;
using graph::Target;

bool LeadsTo(const std::vector<Edge>& edges, graph::NodeId node) {
  const auto is_it = [node](const Target& target) {
    return target.kind == Target::Kind::kNode && target.index == node;
  };
  const auto arm_leads = [&](const graph::Arm& arm) { return std::ranges::any_of(arm.to, is_it); };
  return std::ranges::any_of(
      edges, [&](const Edge& edge) { return std::ranges::any_of(edge.arms, arm_leads); });
}

bool HasEdge(const graph::Workflow& workflow, graph::NodeId node) {
  return LeadsTo(workflow.start, node) ||
         std::ranges::any_of(workflow.nodes, [node](const graph::NodePlan& plan) {
           return LeadsTo(plan.edges, node);
         });
}

std::string NameOf(const graph::Workflow& workflow, const graph::Join& join) {
  std::string name = "join:";
  for (const graph::NodeId source : join.sources) {
    if (source != join.sources.front()) name += '+';
    name += workflow.nodes[source].name;
  }
  return name.append(":").append(workflow.nodes[join.target].name);
}

}  // namespace

Value JoinsInto(const graph::Workflow& workflow, graph::NodeId node) {
  ArrayBuilder joins;
  bool any = false;
  for (const graph::Join& join : workflow.joins) {
    if (join.target != node) continue;
    joins.Add(NameOf(workflow, join));
    any = true;
  }
  if (!any || HasEdge(workflow, node)) return {};
  return std::move(joins).Build();
}

}  // namespace dashflow::engine
