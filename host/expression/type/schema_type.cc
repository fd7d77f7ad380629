// SPDX-License-Identifier: Apache-2.0
#include "host/expression/type/schema_type.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "host/value/value_iterate.h"

namespace dashflow::expression {
namespace {

constexpr int kMaxSchemaDepth = 32;

using Kind = Type::Kind;

constexpr auto kSimple = std::to_array<std::pair<std::string_view, Kind>>({
    {"null", Kind::kNull},
    {"boolean", Kind::kBool},
    {"integer", Kind::kInt},
    {"number", Kind::kDouble},
    {"string", Kind::kString},
    {"array", Kind::kList},
    {"object", Kind::kMap},
});

Type Convert(const Value& schema, int depth);

const Value* Member(const Value& schema, std::string_view key) {
  return schema.is_object() ? schema.Find(key) : nullptr;
}

bool IsFalse(const Value* value) {
  return value != nullptr && value->kind() == dashflow::Kind::kBool && !value->as_bool();
}

Type ArrayType(const Value& schema, int depth) {
  const Value* items = Member(schema, "items");
  return Type::List(items == nullptr ? Type() : Convert(*items, depth + 1));
}

Type ObjectType(const Value& schema, int depth) {
  const Value* properties = Member(schema, "properties");
  const Value* others = Member(schema, "additionalProperties");
  if (properties == nullptr || !properties->is_object()) {
    return Type::Map(others == nullptr ? Type() : Convert(*others, depth + 1));
  }
  std::vector<Field> fields;
  properties->ForEachMember([&](const Value& key, const Value& member) {
    fields.push_back({std::string(key.as_text()), Convert(member, depth + 1)});
    return true;
  });
  const bool closed = IsFalse(others) && Member(schema, "patternProperties") == nullptr;
  return Type::Object(std::move(fields), closed);
}

Type NamedType(const Value& name, const Value& schema, int depth) {
  if (!name.is_string()) return {};
  const auto* found =
      std::ranges::find(kSimple, name.as_text(), [](const auto& e) { return e.first; });
  if (found == kSimple.end()) return {};
  if (found->second == Kind::kList) return ArrayType(schema, depth);
  if (found->second == Kind::kMap) return ObjectType(schema, depth);
  return found->second;
}

Type Either(const Type& a, const Type& b) {
  if (a.kind() == Kind::kNull) return b.OrNull();
  if (b.kind() == Kind::kNull) return a.OrNull();
  if (a.is_number() && b.is_number()) return Kind::kDouble;
  return a == b ? a : Type();
}

Type AnyOfNames(const Value& names, const Value& schema, int depth) {
  Type type;
  bool first = true;
  names.ForEachElement([&](const Value& name) {
    const Type next = NamedType(name, schema, depth);
    type = first ? next : Either(type, next);
    first = false;
    return true;
  });
  return type;
}

Type Convert(const Value& schema, int depth) {
  const Value* type = Member(schema, "type");
  if (type == nullptr || depth > kMaxSchemaDepth) return {};
  return type->is_array() ? AnyOfNames(*type, schema, depth) : NamedType(*type, schema, depth);
}

}  // namespace

Type TypeOfSchema(const Value& schema) { return Convert(schema, 0); }

}  // namespace dashflow::expression
