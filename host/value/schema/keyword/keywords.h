// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "host/value/schema/compiler.h"

namespace dashflow::schema {

// A member of a schema object.
struct Keyword {
  std::string_view name;
  const Value& value;
  const Value& schema;         // the object in which it stands
  const std::string& pointer;  // of that object

  std::string place() const;  // the pointer of the keyword itself
  Error Wrong(const std::string& text) const;
};

// Takes one keyword into `node`. Errors: schema_invalid.
Status ApplyKeyword(Compiler& compiler, Node& node, const Keyword& keyword);

// Whether it says something about the schema and nothing about values.
bool IsAnnotation(std::string_view name);

}  // namespace dashflow::schema
