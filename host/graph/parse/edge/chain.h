// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "host/config/tree.h"
#include "host/graph/definition.h"
#include "host/graph/findings.h"

namespace dashflow::graph {

// `a -> b -> c`, `a & b -> c`, `a | b -> c`, `a -> b & c`.
void ReadEdgeChain(Findings& findings, const config::Tree& tree, std::vector<EdgeDefinition>& out);

}  // namespace dashflow::graph
