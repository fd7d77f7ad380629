// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/config/tree.h"
#include "host/graph/compile/build.h"

namespace dashflow::graph {

// Checks what the schema of a node type says of texts in `with` beside JSON Schema, by `x-is`:
//   node        a node that the node's goto: lists, or END
//   channel     a channel of the workflow
//   expression  CEL over the state
//   condition   the same, true or false
//   answer      (an object) the JSON Schema of the answer that the node asks for
// Under `propertyNames` it is said of keys: channels that are written. A text with ${…} is left to
// the run.
void CheckSettings(Build& build, NodeId id, const config::Tree& with, const Value& schema);

}  // namespace dashflow::graph
