// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/config/tree.h"
#include "host/graph/definition.h"
#include "host/graph/findings.h"

namespace dashflow::graph {

// `nodes:`.
void ReadNodes(Findings& findings, const config::Member& member, Definition& out);

// Gives every node the rules of `defaults:` that it does not set itself.
void ApplyDefaults(const NodeRules& defaults, Definition& out);

}  // namespace dashflow::graph
