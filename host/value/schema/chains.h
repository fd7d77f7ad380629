// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "host/value/schema/node.h"

namespace dashflow::schema {

// A node from which references, allOf, not and the like lead on without an end (or for more than
// 128 nodes) while the value that is checked stays the same; checking it would never return.
std::optional<NodeId> FindEndlessChain(const Graph& graph);

}  // namespace dashflow::schema
