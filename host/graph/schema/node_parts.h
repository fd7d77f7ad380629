// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/graph/node.h"
#include "host/value/value.h"

namespace dashflow::graph {

// The `definitions` of the language's schema, in which a node is of one of these types, and has the
// settings and ports of its own. A setting may also be a text with ${…}, which stands for a value
// of any kind.
Value WithNodeParts(const Value& definitions, const NodeTypes& types);

}  // namespace dashflow::graph
