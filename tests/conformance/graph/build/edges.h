// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/conformance/graph/build/cel_text.h"

namespace dashflow::cases {

// The edges and the routes of a graph as `edges:`.
Value EdgesOf(const Value& graph, const Keys& keys);

}  // namespace dashflow::cases
