// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "host/graph/compile/type_set.h"
#include "host/value/value.h"

namespace dashflow::graph {

// What `x-is` says of a setting; empty = nothing.
std::string_view WordOf(const Value& schema);

// What `x-is` says of all keys of an object; empty = nothing.
std::string_view WordOfKeys(const Value& schema);

// The schema of a member, of the elements; null = it says nothing about them.
const Value* MemberSchema(const Value& schema, std::string_view key);
const Value* ElementSchema(const Value& schema);

// Calls `look` with each schema that a value of these types may have to fit: the schema itself and
// those of anyOf, oneOf and allOf below it.
template <class Look>
void ForEachFitting(const Value& schema, TypeSet types, const Look& look) {
  if (!schema.is_object() || !TypeSet::OfSchema(schema).Meets(types)) return;
  look(schema);
  for (const std::string_view key : {"anyOf", "oneOf", "allOf"}) {
    const Value* alternatives = schema.Find(key);
    if (alternatives == nullptr || !alternatives->is_array()) continue;
    for (std::size_t i = 0; i < alternatives->size(); ++i)
      ForEachFitting(alternatives->At(i), types, look);
  }
}

}  // namespace dashflow::graph
