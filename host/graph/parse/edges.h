// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/config/tree.h"
#include "host/graph/definition.h"
#include "host/graph/findings.h"

namespace dashflow::graph {

// `edges:`, every form of it.
void ReadEdges(Findings& findings, const config::Member& member, Definition& out);

}  // namespace dashflow::graph
