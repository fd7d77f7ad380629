// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "host/base/result.h"
#include "host/value/value.h"

namespace dashflow::cases {

// One case of a file in the format of graph_cases.json.
struct GraphCase {
  std::string id;
  Value graph;
  Value subgraphs;  // an object, or null
  Value steps;      // an array
  Value expect;     // an array
};

Result<std::vector<GraphCase>> LoadGraphCases(const std::filesystem::path& file);

// The member of an object, null when there is none.
Value MemberOf(const Value& object, std::string_view key);
std::string TextOf(const Value& object, std::string_view key);

}  // namespace dashflow::cases
