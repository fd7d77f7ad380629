// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/graph/compile/build.h"

namespace dashflow::graph {

// Whether the node's question can be answered so, as far as it is known what it asks for; reports.
void CheckAnswer(Build& build, const NodeFacts& node, const Value& answer, Mark at);

}  // namespace dashflow::graph
