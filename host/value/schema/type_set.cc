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

}  // namespace

bool TypeSet::Allows(const Value& value) const {
  if (allows_everything()) return true;
  switch (value.kind()) {
    case Kind::kNull:
      return Has(Type::kNull);
    case Kind::kBool:
      return Has(Type::kBoolean);
    case Kind::kInt:
    case Kind::kUint:
      return Has(Type::kInteger) || Has(Type::kNumber);
    case Kind::kDouble:
      return AllowsDouble(value.as_double());
    case Kind::kString:
      return Has(Type::kString);
    case Kind::kArray:
      return Has(Type::kArray);
    case Kind::kObject:
      return Has(Type::kObject);
    case Kind::kBytes:
      return false;
  }
  return false;
}

bool TypeSet::AllowsDouble(double number) const {
  return Has(Type::kNumber) || (Has(Type::kInteger) && std::trunc(number) == number);
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
