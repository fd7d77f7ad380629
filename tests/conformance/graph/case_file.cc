// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/graph/case_file.h"

#include <fstream>
#include <iterator>

#include "host/value/json.h"
#include "host/value/value_iterate.h"

namespace dashflow::cases {

Value MemberOf(const Value& object, std::string_view key) {
  const Value* found = object.is_object() ? object.Find(key) : nullptr;
  return found == nullptr ? Value() : *found;
}

std::string TextOf(const Value& object, std::string_view key) {
  const Value found = MemberOf(object, key);
  return found.is_string() ? std::string(found.as_text()) : std::string();
}

Result<std::vector<GraphCase>> LoadGraphCases(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  DF_ASSIGN(const Value parsed, ParseJson(text, file.string()));
  std::vector<GraphCase> cases;
  bool formed = parsed.is_array();
  const auto add = [&](const Value& one) {
    formed = MemberOf(one, "graph").is_object() && MemberOf(one, "expect").is_array();
    cases.push_back({TextOf(one, "id"), MemberOf(one, "graph"), MemberOf(one, "subgraphs"),
                     MemberOf(one, "steps"), MemberOf(one, "expect")});
    return formed;
  };
  if (formed) parsed.ForEachElement(add);
  if (!formed) return Error("invalid_json", file.string() + " is no list of graph cases");
  return cases;
}

}  // namespace dashflow::cases
