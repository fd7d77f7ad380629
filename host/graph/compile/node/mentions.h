// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/graph/compile/build.h"

namespace dashflow::graph {

// Notes the channels whose names stand in the configuration of an open node, in keys and in texts
// of which its schema does not say what they are: it may read and write them. O(size of the
// configuration).
void NoteMentions(Build& build, NodeId node, const Value& config, const Value& schema);

}  // namespace dashflow::graph
