// SPDX-License-Identifier: Apache-2.0
#include "host/value/schema/number.h"

#include <algorithm>
#include <cmath>

#include "host/value/builder.h"
#include "host/value/value_iterate.h"

namespace dashflow::schema {
namespace {

using Order = std::strong_ordering;
__extension__ using Wide = __int128;

Wide WideOf(const Value& value) {
  return value.kind() == Kind::kUint ? Wide{value.as_uint()} : Wide{value.as_int()};
}

double DoubleOf(const Value& value) {
  return value.kind() == Kind::kDouble ? value.as_double() : static_cast<double>(WideOf(value));
}

bool IsDouble(const Value& value) { return value.kind() == Kind::kDouble; }

Order CompareDoubles(double a, double b) {
  if (a == b) return Order::equal;
  return a < b ? Order::less : Order::greater;
}

Order CompareIntegerWithDouble(Wide integer, double number) {
  if (number >= 0x1p64) return Order::less;
  if (number < -0x1p63) return Order::greater;
  const auto whole = static_cast<Wide>(number);
  if (integer != whole) return integer <=> whole;
  return CompareDoubles(0, number - static_cast<double>(whole));
}

Value NormalDouble(const Value& value) {
  const double number = value.as_double();
  if (std::trunc(number) != number || number < -0x1p63 || number >= 0x1p64) return value;
  if (number < 0x1p63) return static_cast<std::int64_t>(number);
  return static_cast<std::uint64_t>(number);
}

bool IsNormal(const Value& value);

bool AllNormal(const Value& container) {
  bool normal = true;
  if (container.is_array()) {
    container.ForEachElement([&](const Value& element) { return normal = IsNormal(element); });
  } else {
    container.ForEachMember(
        [&](const Value&, const Value& member) { return normal = IsNormal(member); });
  }
  return normal;
}

bool IsNormal(const Value& value) {
  if (IsDouble(value)) return NormalDouble(value).kind() == Kind::kDouble;
  return value.depth() == 0 || AllNormal(value);
}

Value Convert(const Value& value);

Value Rebuild(const Value& container) {
  if (container.is_array()) {
    ArrayBuilder elements;
    elements.Reserve(container.size());
    container.ForEachElement([&](const Value& element) { elements.Add(Convert(element)); });
    return std::move(elements).Build();
  }
  ObjectBuilder members;
  members.Reserve(container.size());
  container.ForEachMember(
      [&](const Value& key, const Value& member) { members.Add(key, Convert(member)); });
  return std::move(members).Build();
}

Value Convert(const Value& value) {
  if (IsDouble(value)) return NormalDouble(value);
  return value.depth() == 0 ? value : Rebuild(value);
}

}  // namespace

Order CompareNumbers(const Value& a, const Value& b) {
  if (IsDouble(a) && IsDouble(b)) return CompareDoubles(a.as_double(), b.as_double());
  if (IsDouble(b)) return CompareIntegerWithDouble(WideOf(a), b.as_double());
  if (IsDouble(a)) return 0 <=> CompareIntegerWithDouble(WideOf(b), a.as_double());
  return WideOf(a) <=> WideOf(b);
}

bool IsMultipleOf(const Value& number, const Value& divisor) {
  const Value whole = NormalNumbers(number);
  const Value step = NormalNumbers(divisor);
  if (!IsDouble(whole) && !IsDouble(step)) return WideOf(whole) % WideOf(step) == 0;
  const double quotient = DoubleOf(number) / DoubleOf(divisor);
  if (!std::isfinite(quotient)) return false;
  return std::abs(quotient - std::nearbyint(quotient)) <= 1e-12 * std::max(1.0, std::abs(quotient));
}

Value NormalNumbers(const Value& value) { return IsNormal(value) ? value : Convert(value); }

}  // namespace dashflow::schema
