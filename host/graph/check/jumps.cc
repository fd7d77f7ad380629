// SPDX-License-Identifier: Apache-2.0
#include <set>

#include "host/graph/compile/stages.h"

namespace dashflow::graph {
namespace {

bool HasJumps(const NodeFacts& node) {
  return node.definition->rules.jumps && !node.definition->rules.jumps->empty();
}

// Places of the lists that a jumping node uses: those of `defaults:` are of use when one of all
// nodes does.
std::set<Mark> UsedLists(const Build& build) {
  std::set<Mark> used;
  for (const NodeFacts& node : build.nodes) {
    const bool jumps = node.type == nullptr || node.type->info().jumps;
    if (jumps && HasJumps(node)) used.insert(node.definition->rules.jumps->front().at);
  }
  return used;
}

void WarnIdleList(Build& build, const NodeFacts& node, std::set<Mark>& used) {
  const NameRef& first = node.definition->rules.jumps->front();
  if (!used.insert(first.at).second) return;
  build.findings
      .Warn(first.at, "goto_idle",
            node.type->info().name + " never jumps, so that this goto: leads nowhere")
      .Fix("write an edge, or use a node type that jumps, such as core.route")
      .In(build.PlaceOf(first.at, node.definition->name.name));
}

void WarnNoList(Build& build, const NodeFacts& node) {
  const NameRef& name = node.definition->name;
  build.findings
      .Warn(name.at, "goto_missing",
            node.type->info().name + " jumps, and node '" + name.name + "' has no goto:")
      .Fix("list where it may go: goto: [<node>, …]")
      .In(build.PlaceOf(name.at, name.name));
}

}  // namespace

void CheckJumps(Build& build) {
  std::set<Mark> used = UsedLists(build);
  for (const NodeFacts& node : build.nodes) {
    if (node.type == nullptr) continue;
    if (HasJumps(node)) WarnIdleList(build, node, used);
    if (node.type->info().jumps && !node.definition->rules.jumps) WarnNoList(build, node);
  }
}

}  // namespace dashflow::graph
