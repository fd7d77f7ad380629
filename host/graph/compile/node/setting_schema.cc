// SPDX-License-Identifier: Apache-2.0
#include "host/graph/compile/node/setting_schema.h"

namespace dashflow::graph {

std::string_view WordOf(const Value& schema) {
  const Value* word = schema.is_object() ? schema.Find("x-is") : nullptr;
  return word != nullptr && word->is_string() ? word->as_text() : std::string_view();
}

std::string_view WordOfKeys(const Value& schema) {
  const Value* names = schema.is_object() ? schema.Find("propertyNames") : nullptr;
  return names == nullptr ? std::string_view() : WordOf(*names);
}

const Value* MemberSchema(const Value& schema, std::string_view key) {
  const Value* properties = schema.Find("properties");
  const Value* known =
      properties != nullptr && properties->is_object() ? properties->Find(key) : nullptr;
  return known != nullptr ? known : schema.Find("additionalProperties");
}

const Value* ElementSchema(const Value& schema) { return schema.Find("items"); }

}  // namespace dashflow::graph
