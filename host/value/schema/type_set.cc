// SPDX-License-Identifier: Apache-2.0
#include "host/value/schema/type_set.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace dashflow::schema {
namespace {

using Entry = std::pair<std::string_view, Type>;

constexpr std::array<Entry, 7> kTypes = {{{"array", Type::kArray},
                                          {"boolean", Type::kBoolean},
                                          {"integer", Type::kInteger},
                                          {"null", Type::kNull},
                                          {"number", Type::kNumber},
                                          {"object", Type::kObject},
                                          {"string", Type::kString}}};

// What is of a type whatever its value.
constexpr std::array<std::pair<Type, Kind>, 10> kKinds = {{{Type::kNull, Kind::kNull},
                                                           {Type::kBoolean, Kind::kBool},
                                                           {Type::kInteger, Kind::kInt},
                                                           {Type::kInteger, Kind::kUint},
                                                           {Type::kNumber, Kind::kInt},
                                                           {Type::kNumber, Kind::kUint},
                                                           {Type::kNumber, Kind::kDouble},
                                                           {Type::kString, Kind::kString},
                                                           {Type::kArray, Kind::kArray},
                                                           {Type::kObject, Kind::kObject}}};

}  // namespace

std::uint16_t TypeSet::Kinds() const {
  if (allows_everything()) return UINT16_MAX;
  std::uint16_t kinds = 0;
  for (const auto& [type, kind] : kKinds)
    if (Has(type)) kinds |= KindBit(kind);
  return kinds;
}

// 1.0 is an integer, too.
bool TypeSet::Allows(const Value& value) const {
  if ((Kinds() & KindBit(value.kind())) != 0) return true;
  if (value.kind() != Kind::kDouble || !Has(Type::kInteger)) return false;
  return std::trunc(value.as_double()) == value.as_double();
}

std::string TypeSet::Text() const {
  std::string text;
  for (const auto& [name, type] : kTypes) {
    if (!Has(type)) continue;
    if (!text.empty()) text += " or ";
    text += name;
  }
  return text;
}

std::optional<Type> FindType(std::string_view name) {
  const auto found = std::ranges::find(kTypes, name, &Entry::first);
  return found != kTypes.end() ? std::optional(found->second) : std::nullopt;
}

std::string_view TypeName(const Value& value) {
  switch (value.kind()) {
    case Kind::kBool:
      return "boolean";
    case Kind::kInt:
    case Kind::kUint:
      return "integer";
    case Kind::kDouble:
      return "number";
    default:
      return KindName(value.kind());
  }
}

}  // namespace dashflow::schema
