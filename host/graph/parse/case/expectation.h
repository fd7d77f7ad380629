// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/config/tree.h"
#include "host/graph/definition.h"
#include "host/graph/findings.h"

namespace dashflow::graph {

// `expect:` of a test.
void ReadExpect(Findings& findings, const config::Member& member, TestDefinition& out);

}  // namespace dashflow::graph
