// SPDX-License-Identifier: Apache-2.0
#include "host/api/items/item_filter.h"

#include <array>
#include <compare>
#include <string>
#include <string_view>

#include "host/api/request/body.h"
#include "host/value/value_iterate.h"

namespace dashflow::api {
namespace {

enum class Operator : std::uint8_t { kEq, kNe, kGt, kGte, kLt, kLte, kNone };
constexpr std::array<std::string_view, 6> kOperators = {"$eq", "$ne", "$gt", "$gte", "$lt", "$lte"};

Operator OperatorOf(std::string_view key) {
  for (std::size_t i = 0; i < kOperators.size(); ++i)
    if (kOperators[i] == key) return static_cast<Operator>(i);
  return Operator::kNone;
}

bool IsOperator(std::string_view key) { return key.starts_with('$'); }

// Equal numbers of two kinds are equal.
bool AreEqual(const Value& a, const Value& b) {
  return a == b || (a.is_number() && b.is_number() && CompareNumbers(a, b) == 0);
}

std::partial_ordering Compare(const Value& a, const Value& b) {
  if (a.is_number() && b.is_number()) return CompareNumbers(a, b);
  if (a.is_string() && b.is_string()) return a.as_text() <=> b.as_text();
  return std::partial_ordering::unordered;
}

// `value` is null where it is not there.
bool Holds(const Value* value, Operator op, const Value& with) {
  if (op == Operator::kNe) return value == nullptr || !AreEqual(*value, with);
  if (value == nullptr) return false;
  const std::partial_ordering order = Compare(*value, with);
  switch (op) {
    case Operator::kGt:
      return order > 0;
    case Operator::kGte:
      return order >= 0;
    case Operator::kLt:
      return order < 0;
    case Operator::kLte:
      return order <= 0;
    default:
      return AreEqual(*value, with);
  }
}

bool HasOperators(const Value& filter) {
  bool has = false;
  if (!filter.is_object()) return false;
  filter.ForEachMember(
      [&has](const Value& key, const Value&) { has = has || IsOperator(key.as_text()); });
  return has;
}

bool FitsOne(const Value* value, const Value& wanted) {
  if (!wanted.is_object()) return value != nullptr && AreEqual(*value, wanted);
  if (!HasOperators(wanted)) return value != nullptr && FitsFilter(*value, wanted);
  bool holds = true;
  wanted.ForEachMember([&](const Value& key, const Value& with) {
    return holds = Holds(value, OperatorOf(key.as_text()), with);
  });
  return holds;
}

}  // namespace

bool FitsFilter(const Value& value, const Value& filter) {
  if (!value.is_object()) return false;
  bool fits = true;
  filter.ForEachMember([&](const Value& key, const Value& wanted) {
    return fits = FitsOne(value.Find(key.as_text()), wanted);
  });
  return fits;
}

Status CheckFilter(const Value& filter) {
  Status checked = Ok();
  if (!filter.is_object()) return checked;
  filter.ForEachMember([&checked](const Value& key, const Value& wanted) {
    const std::string name(key.as_text());
    if (IsOperator(name) && OperatorOf(name) == Operator::kNone) {
      checked = Error("request_invalid", "there is no operator '" + name + "'")
                    .Operation("search items")
                    .Resource("body/filter")
                    .Fix("use $eq, $ne, $gt, $gte, $lt or $lte");
    } else {
      checked = CheckFilter(wanted);
    }
    return !checked.has_error();
  });
  return checked;
}

}  // namespace dashflow::api
