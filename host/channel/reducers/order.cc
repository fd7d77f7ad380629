// SPDX-License-Identifier: Apache-2.0
#include <compare>

#include "host/channel/reducers/refusal.h"
#include "host/channel/reducers/rules.h"

namespace dashflow::channel {
namespace {

using Order = std::strong_ordering;
__extension__ using Wide = __int128;

bool IsOrdered(const Value& value) { return value.is_number() || value.is_string(); }
bool IsOrderedOrNull(const Value& value) { return value.is_null() || IsOrdered(value); }

Wide WideOf(const Value& value) {
  return value.kind() == Kind::kUint ? Wide{value.as_uint()} : Wide{value.as_int()};
}

// Exact, where a conversion of the integer to double would round.
Order CompareIntegerWithDouble(Wide integer, double number) {
  if (number >= 0x1p64) return Order::less;
  if (number < -0x1p63) return Order::greater;
  const auto whole = static_cast<Wide>(number);
  if (integer != whole) return integer <=> whole;
  const double fraction = number - static_cast<double>(whole);
  if (fraction == 0) return Order::equal;
  return fraction > 0 ? Order::less : Order::greater;
}

Order CompareDoubles(double a, double b) {
  if (a == b) return Order::equal;
  return a < b ? Order::less : Order::greater;
}

Order Reverse(Order order) { return 0 <=> order; }

Order CompareNumbers(const Value& a, const Value& b) {
  const bool a_is_double = a.kind() == Kind::kDouble;
  const bool b_is_double = b.kind() == Kind::kDouble;
  if (a_is_double && b_is_double) return CompareDoubles(a.as_double(), b.as_double());
  if (a_is_double) return Reverse(CompareIntegerWithDouble(WideOf(b), a.as_double()));
  if (b_is_double) return CompareIntegerWithDouble(WideOf(a), b.as_double());
  return WideOf(a) <=> WideOf(b);
}

// Of 1 and 1.0, which are equal as numbers and two as values, both reducers keep the integer: the
// result may not depend on the order of the writes.
bool Keeps(Order order, Order wanted, const Value& current, const Value& write) {
  if (order != Order::equal) return order == wanted;
  return current.kind() <= write.kind();
}

Result<Value> Pick(std::string_view name, Order wanted, Value current, const Value& write) {
  if (!IsOrdered(write)) return WrongKind(name, "a number or a string", write);
  if (current.is_null()) return write;
  if (current.is_string() != write.is_string()) {
    return WrongKind(name, current.is_string() ? "a string here" : "a number here", write);
  }
  const Order order =
      current.is_string() ? current.as_text() <=> write.as_text() : CompareNumbers(current, write);
  return Keeps(order, wanted, current, write) ? current : write;
}

Result<Value> Min(Value current, const Value& write) {
  return Pick("min", Order::less, std::move(current), write);
}

Result<Value> Max(Value current, const Value& write) {
  return Pick("max", Order::greater, std::move(current), write);
}

Value Null() { return {}; }

constexpr Laws kAllLaws = {.associative = true, .commutative = true, .idempotent = true};

}  // namespace

const Rule kMin = {.name = "min",
                   .laws = kAllLaws,
                   .start = &Null,
                   .reduce = &Min,
                   .holds = &IsOrderedOrNull,
                   .accepts = &Never};

const Rule kMax = {.name = "max",
                   .laws = kAllLaws,
                   .start = &Null,
                   .reduce = &Max,
                   .holds = &IsOrderedOrNull,
                   .accepts = &Never};

}  // namespace dashflow::channel
