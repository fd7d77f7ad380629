// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/config/tree.h"
#include "host/graph/definition.h"
#include "host/graph/findings.h"

namespace dashflow::graph {

// The rules of a node, and of `defaults:`, that say what becomes of its tasks beside running them.
void ReadOnError(Findings& findings, const config::Member& member, NodeRules& out);
void ReadExpire(Findings& findings, const config::Member& member, NodeRules& out);
void ReadCache(Findings& findings, const config::Member& member, NodeRules& out);
void ReadDefer(Findings& findings, const config::Member& member, NodeRules& out);
void ReadIsolation(Findings& findings, const config::Member& member, NodeRules& out);
void ReadCheckpoint(Findings& findings, const config::Member& member, NodeRules& out);

}  // namespace dashflow::graph
