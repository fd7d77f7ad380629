// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/config/tree.h"
#include "host/graph/definition.h"
#include "host/graph/findings.h"

namespace dashflow::graph {

// What a node and `defaults:` have in common: `retry`, `timeout`, `goto`, `concurrency`.
void ReadRetry(Findings& findings, const config::Member& member, NodeRules& out);
void ReadTimeout(Findings& findings, const config::Member& member, NodeRules& out);
void ReadGoto(Findings& findings, const config::Member& member, NodeRules& out);
void ReadConcurrency(Findings& findings, const config::Member& member, NodeRules& out);

// The mapping `defaults:`.
void ReadDefaults(Findings& findings, const config::Member& member, NodeRules& out);

}  // namespace dashflow::graph
