// SPDX-License-Identifier: Apache-2.0
#include "host/graph/parse/edges.h"

#include "host/graph/parse/edge/chain.h"
#include "host/graph/parse/edge/form.h"

namespace dashflow::graph {

void ReadEdges(Findings& findings, const config::Member& member, Definition& out) {
  if (!member.value.is_sequence()) {
    findings.Invalid(member.value.at, "'edges' must be a list")
        .Fix("begin each edge with `- `, such as `- START -> first`");
    return;
  }
  for (const config::Tree& edge : member.value.elements) {
    if (edge.is_mapping()) {
      ReadEdgeForm(findings, edge, out.edges);
    } else {
      ReadEdgeChain(findings, edge, out.edges);
    }
  }
}

}  // namespace dashflow::graph
