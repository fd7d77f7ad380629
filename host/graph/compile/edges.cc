// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "host/graph/compile/edge_compiler.h"
#include "host/graph/compile/stages.h"

namespace dashflow::graph {
namespace {

void CompileJumps(Build& build) {
  for (NodeId id = 0; id < build.nodes.size(); ++id) {
    const NodeDefinition& node = *build.nodes[id].definition;
    if (!node.rules.jumps) continue;
    for (const NameRef& name : *node.rules.jumps) {
      if (name.name == "END") continue;
      const auto target = build.FindNode(name, node.name.name);
      if (!target) continue;
      build.workflow->nodes[id].jumps.push_back(*target);
      build.nodes[*target].jumped = true;
    }
  }
}

}  // namespace

void CompileEdges(Build& build) {
  EdgeCompiler compiler(build);
  build.after_node = true;
  for (const EdgeDefinition& edge : build.definition.edges) compiler.Compile(edge);
  build.after_node = false;
  CompileJumps(build);
  const bool uncertain = build.definition.incomplete || build.findings.error_count() != 0;
  if (!build.workflow->start.empty() || uncertain) return;
  build.findings
      .Add(build.definition.document->at, "no_start", "no edge leaves START: nothing would run")
      .Fix("add an edge: - START -> <first node>");
}

}  // namespace dashflow::graph
