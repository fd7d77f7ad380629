// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/conformance/graph/build/cel_text.h"

namespace dashflow::cases {

// The nodes of a graph as `nodes:`, all of the type cases.ops or subworkflows.
// Among the subgraphs: the graph that calls them.
inline constexpr std::string_view kWholeCase = "";

Value NodesOf(const Value& graph, const Value& subgraphs);

// The keys that a node of the graph sees.
Keys ReadKeysOf(const Value& graph, const Value& node);

// The code that the fixture gives to an error of a Python class: "ValueError" is value_error.
std::string ErrorCode(std::string_view type);

}  // namespace dashflow::cases
