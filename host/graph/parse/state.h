// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/config/tree.h"
#include "host/graph/definition.h"
#include "host/graph/findings.h"

namespace dashflow::graph {

// `params:` and `state:`: JSON Schemas with a few keys of the language among theirs.
void ReadParams(Findings& findings, const config::Member& member, Definition& out);
void ReadState(Findings& findings, const config::Member& member, Definition& out);

}  // namespace dashflow::graph
