// SPDX-License-Identifier: Apache-2.0
#include "tests/support/expression/naive_operators.h"

#include <cmath>
#include <string>

#include "host/value/value_iterate.h"

namespace dashflow::expression {
namespace {

bool IsInt(const Value& value) { return value.kind() == Kind::kInt; }
bool IsDouble(const Value& value) { return value.kind() == Kind::kDouble; }
bool IsNumber(const Value& value) { return IsInt(value) || IsDouble(value); }

// Exact for both kinds: its mantissa has 64 bits.
long double Worth(const Value& value) {
  return IsInt(value) ? static_cast<long double>(value.as_int()) : value.as_double();
}

Maybe OfInts(Operator op, std::int64_t a, std::int64_t b) {
  std::int64_t result = 0;
  const bool divides = op == Operator::kDivide || op == Operator::kModulo;
  if (divides && b == 0) return std::nullopt;
  // The machine cannot do this: the quotient may be too large, and then there is no remainder.
  if (divides && b == -1) {
    const Maybe quotient = NaiveNegation(Value(a));
    return quotient && op == Operator::kModulo ? Value(0) : quotient;
  }
  bool overflow = false;
  if (op == Operator::kAdd) overflow = __builtin_add_overflow(a, b, &result);
  if (op == Operator::kSubtract) overflow = __builtin_sub_overflow(a, b, &result);
  if (op == Operator::kMultiply) overflow = __builtin_mul_overflow(a, b, &result);
  if (op == Operator::kDivide) result = a / b;
  if (op == Operator::kModulo) result = a % b;
  return overflow ? Maybe() : Value(result);
}

Maybe OfDoubles(Operator op, double a, double b) {
  if (op == Operator::kAdd) return Value(a + b);
  if (op == Operator::kSubtract) return Value(a - b);
  if (op == Operator::kMultiply) return Value(a * b);
  if (op == Operator::kDivide) return Value(a / b);
  return std::nullopt;
}

Maybe Arithmetic(Operator op, const Value& a, const Value& b) {
  if (IsInt(a) && IsInt(b)) return OfInts(op, a.as_int(), b.as_int());
  if (IsDouble(a) && IsDouble(b)) return OfDoubles(op, a.as_double(), b.as_double());
  if (op != Operator::kAdd) return std::nullopt;
  if (a.is_string() && b.is_string())
    return Value(std::string(a.as_text()) + std::string(b.as_text()));
  if (a.is_array() && b.is_array()) return a.Concat(b);
  return std::nullopt;
}

template <class T>
bool Holds(Operator op, const T& a, const T& b) {
  if (op == Operator::kLess) return a < b;
  if (op == Operator::kLessEqual) return a <= b;
  return op == Operator::kGreater ? a > b : a >= b;
}

Maybe Comparison(Operator op, const Value& a, const Value& b) {
  if (IsNumber(a) && IsNumber(b)) return Value(Holds(op, Worth(a), Worth(b)));
  if (a.is_string() && b.is_string()) return Value(Holds(op, a.as_text(), b.as_text()));
  if (a.is_bool() && b.is_bool()) return Value(Holds(op, a.as_bool(), b.as_bool()));
  return std::nullopt;
}

Maybe IsIn(const Value& element, const Value& container) {
  if (container.is_object())
    return Value(element.is_string() && container.Find(element.as_text()) != nullptr);
  if (!container.is_array()) return std::nullopt;
  for (std::size_t i = 0; i < container.size(); ++i)
    if (NaivelyEqual(container.At(i), element)) return Value(true);
  return Value(false);
}

bool SameElements(const Value& a, const Value& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (!NaivelyEqual(a.At(i), b.At(i))) return false;
  return true;
}

bool SameMembers(const Value& a, const Value& b) {
  bool same = a.size() == b.size();
  a.ForEachMember([&](const Value& key, const Value& value) {
    const Value* other = b.Find(key.as_text());
    same = same && other != nullptr && NaivelyEqual(value, *other);
  });
  return same;
}

}  // namespace

bool NaivelyEqual(const Value& a, const Value& b) {
  if (IsNumber(a) && IsNumber(b)) return Worth(a) == Worth(b);
  if (a.is_array() && b.is_array()) return SameElements(a, b);
  if (a.is_object() && b.is_object()) return SameMembers(a, b);
  return a.kind() == b.kind() && a == b;
}

Maybe NaiveBinary(Operator op, const Value& a, const Value& b) {
  switch (op) {
    case Operator::kEqual:
      return Value(NaivelyEqual(a, b));
    case Operator::kNotEqual:
      return Value(!NaivelyEqual(a, b));
    case Operator::kLess:
    case Operator::kLessEqual:
    case Operator::kGreater:
    case Operator::kGreaterEqual:
      return Comparison(op, a, b);
    case Operator::kIn:
      return IsIn(a, b);
    default:
      return Arithmetic(op, a, b);
  }
}

Maybe NaiveNegation(const Value& value) {
  if (IsDouble(value)) return Value(-value.as_double());
  if (!IsInt(value) || value.as_int() == INT64_MIN) return std::nullopt;
  return Value(-value.as_int());
}

}  // namespace dashflow::expression
