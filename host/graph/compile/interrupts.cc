// SPDX-License-Identifier: Apache-2.0
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

}  // namespace

void CompileInterrupts(Build& build) {
  SetFlags(build, build.definition.interrupt_before, &NodePlan::interrupt_before);
  SetFlags(build, build.definition.interrupt_after, &NodePlan::interrupt_after);
}

}  // namespace dashflow::graph
