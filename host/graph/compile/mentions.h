// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/graph/compile/build.h"

namespace dashflow::graph {

// Notes the channels whose names stand in the configuration of an open node, in keys and in texts:
// it may read and write them. O(size of the configuration).
void NoteMentions(Build& build, const Value& config);

}  // namespace dashflow::graph
