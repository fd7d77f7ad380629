// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "tests/conformance/graph/build/cel_text.h"
#include "tests/conformance/graph/case_file.h"

namespace dashflow::cases {

// The graph of a case as a workflow of our language.
Value DefinitionOf(const Value& graph, const Value& subgraphs, const std::string& name);

// The keys of a graph's state, and the channels that have them.
Keys KeysOf(const Value& graph);

// Writes the workflow of a case and those of its subgraphs into `folder`; the path of the first.
std::filesystem::path WriteDefinitions(const GraphCase& one, const std::filesystem::path& folder);

inline constexpr std::string_view kRootChannel = "root";

}  // namespace dashflow::cases
