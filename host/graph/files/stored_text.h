// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "host/graph/definition.h"

namespace dashflow::graph {

// What a store keeps of a workflow, so that a thread goes on with it whatever becomes of the files:
// the text of its file; with subworkflows a JSON document of all the texts, and of which name in
// which file means which.
std::string StoredTextOf(const Definition& definition);

// Reads it again: the same version, and the same places in the same files. Errors: store_damaged,
// and those of ReadDefinition. [any-thread]
ParseReport ParseStored(std::string file, std::string stored);

}  // namespace dashflow::graph
