// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/config/tree.h"
#include "host/graph/definition.h"
#include "host/graph/findings.h"

namespace dashflow::graph {

// `tests:`.
void ReadTests(Findings& findings, const config::Member& member, Definition& out);

}  // namespace dashflow::graph
