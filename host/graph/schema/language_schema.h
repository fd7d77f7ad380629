// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/graph/node.h"
#include "host/value/value.h"

namespace dashflow::graph {

// The JSON Schema (Draft 7) of a workflow file, for editors: every key of the language and the form
// of its value. It says nothing about names that must exist, nor about a node type's `with`.
// [any-thread]
Value LanguageSchema();

// The same for these node types and no others: of each it knows the settings and the ports.
// [any-thread]
Value LanguageSchema(const NodeTypes& types);

}  // namespace dashflow::graph
