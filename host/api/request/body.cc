// SPDX-License-Identifier: Apache-2.0
#include "host/api/request/body.h"

#include "host/value/value_iterate.h"

namespace dashflow::api {
namespace {

double AsDouble(const Value& number) {
  switch (number.kind()) {
    case Kind::kInt:
      return static_cast<double>(number.as_int());
    case Kind::kUint:
      return static_cast<double>(number.as_uint());
    default:
      return number.as_double();
  }
}

bool ContainsMembers(const Value& value, const Value& part) {
  bool fits = true;
  part.ForEachMember([&](const Value& key, const Value& wanted) {
    const Value* const member = value.Find(key.as_text());
    return fits = member != nullptr && Contains(*member, wanted);
  });
  return fits;
}

bool HasElement(const Value& list, const Value& wanted) {
  bool has = false;
  list.ForEachElement([&](const Value& element) { return !(has = Contains(element, wanted)); });
  return has;
}

bool ContainsElements(const Value& value, const Value& part) {
  bool fits = true;
  part.ForEachElement([&](const Value& wanted) { return fits = HasElement(value, wanted); });
  return fits;
}

}  // namespace

const Value* Find(const Value& body, std::string_view key) {
  const Value* const member = body.is_object() ? body.Find(key) : nullptr;
  return member == nullptr || member->is_null() ? nullptr : member;
}

Value ValueOf(const Value& body, std::string_view key) {
  const Value* const member = Find(body, key);
  return member == nullptr ? Value() : *member;
}

Value ObjectOf(const Value& body, std::string_view key) {
  const Value* const member = Find(body, key);
  return member != nullptr && member->is_object() ? *member : Value::EmptyObject();
}

std::string TextOf(const Value& body, std::string_view key, std::string_view otherwise) {
  const Value* const member = Find(body, key);
  return std::string(member != nullptr && member->is_string() ? member->as_text() : otherwise);
}

std::int64_t NumberOf(const Value& body, std::string_view key, std::int64_t otherwise) {
  const Value* const member = Find(body, key);
  return member != nullptr && member->kind() == Kind::kInt ? member->as_int() : otherwise;
}

bool FlagOf(const Value& body, std::string_view key, bool otherwise) {
  const Value* const member = Find(body, key);
  return member != nullptr && member->is_bool() ? member->as_bool() : otherwise;
}

Value Merged(Value into, const Value& more) {
  if (!into.is_object()) into = Value::EmptyObject();
  if (!more.is_object()) return into;
  more.ForEachMember(
      [&into](const Value& key, const Value& value) { into = std::move(into).Set(key, value); });
  return into;
}

std::partial_ordering CompareNumbers(const Value& a, const Value& b) {
  if (a.kind() == Kind::kInt && b.kind() == Kind::kInt) return a.as_int() <=> b.as_int();
  return AsDouble(a) <=> AsDouble(b);
}

bool Contains(const Value& value, const Value& part) {
  if (part.is_object()) return value.is_object() && ContainsMembers(value, part);
  if (part.is_array()) return value.is_array() && ContainsElements(value, part);
  if (part.is_number() && value.is_number()) return CompareNumbers(value, part) == 0;
  return value == part;
}

}  // namespace dashflow::api
