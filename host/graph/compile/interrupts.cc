// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "host/graph/compile/stages.h"

namespace dashflow::graph {
namespace {

void SetFlags(Build& build, const InterruptNames& names, bool NodePlan::*flag) {
  if (names.all) {
    for (NodePlan& node : build.workflow->nodes) node.*flag = true;
  }
  for (const NameRef& name : names.names) {
    if (const auto id = build.FindNode(name)) build.workflow->nodes[*id].*flag = true;
  }
}

bool Interrupts(const Workflow& workflow) {
  return std::ranges::any_of(workflow.nodes, [](const NodePlan& node) {
    return node.interrupt_before || node.interrupt_after ||
           (node.subworkflow != nullptr && Interrupts(*node.subworkflow));
  });
}

// A subworkflow that keeps nothing would come to the same stop each time.
void CheckKept(Build& build, NodeId id) {
  const NodePlan& plan = build.workflow->nodes[id];
  if (plan.subworkflow == nullptr || plan.checkpoint != SubCheckpoint::kNone) return;
  if (!Interrupts(*plan.subworkflow)) return;
  build.findings
      .Add(build.nodes[id].definition->workflow.at, "subworkflow_interrupts",
           "workflow '" + plan.subworkflow->name + "' has interrupt:, and node '" + plan.name +
               "' keeps no state of it")
      .In(build.PlaceOf(build.nodes[id].definition->workflow.at, plan.name));
}

}  // namespace

void CompileInterrupts(Build& build) {
  SetFlags(build, build.definition.interrupt_before, &NodePlan::interrupt_before);
  SetFlags(build, build.definition.interrupt_after, &NodePlan::interrupt_after);
  for (NodeId id = 0; id < build.nodes.size(); ++id) CheckKept(build, id);
}

}  // namespace dashflow::graph
