// SPDX-License-Identifier: Apache-2.0
#include "host/expression/check/type_rules.h"

namespace dashflow::expression {
namespace {

using Kind = Type::Kind;

bool IsTime(Kind kind) { return kind == Kind::kTimestamp || kind == Kind::kDuration; }

std::optional<Type> SumOfTimes(Operator op, Kind a, Kind b) {
  const bool first = a == Kind::kTimestamp;
  const bool second = b == Kind::kTimestamp;
  if (op == Operator::kAdd) {
    if (first && second) return std::nullopt;
    return Type(first || second ? Kind::kTimestamp : Kind::kDuration);
  }
  if (op != Operator::kSubtract || (second && !first)) return std::nullopt;
  return Type(first && !second ? Kind::kTimestamp : Kind::kDuration);
}

std::optional<Type> SameKindResult(Operator op, const Type& a, const Type& b) {
  switch (a.kind()) {
    case Kind::kInt:
    case Kind::kUint:
      return Type(a.kind());
    case Kind::kDouble:
      if (op == Operator::kModulo) return std::nullopt;
      return Type(Kind::kDouble);
    case Kind::kString:
    case Kind::kBytes:
      if (op != Operator::kAdd) return std::nullopt;
      return Type(a.kind());
    case Kind::kList:
      if (op != Operator::kAdd) return std::nullopt;
      return Type::List(Join(a.element(), b.element()));
    default:
      return std::nullopt;
  }
}

}  // namespace

Type Join(const Type& a, const Type& b) {
  if (a.kind() == Kind::kNull) return b.OrNull();
  if (b.kind() == Kind::kNull) return a.OrNull();
  const bool nullable = a.nullable() || b.nullable();
  const Type joined = a.NotNull() == b.NotNull() ? a.NotNull()
                      : a.kind() != b.kind()     ? Type()
                                                 : Type(a.kind());
  return nullable ? joined.OrNull() : joined;
}

bool CanEqual(const Type& a, const Type& b) {
  if (a.is_dyn() || b.is_dyn() || a.kind() == Kind::kNull || b.kind() == Kind::kNull) return true;
  if (a.is_number() && b.is_number()) return true;
  if (a.kind() != b.kind()) return a.nullable() && b.nullable();
  return a.kind() != Kind::kList || CanEqual(a.element(), b.element());
}

bool CanOrder(const Type& a, const Type& b) {
  for (const Type* type : {&a, &b}) {
    const Kind kind = type->kind();
    if (kind == Kind::kNull || kind == Kind::kList || kind == Kind::kMap || kind == Kind::kType) {
      return false;
    }
  }
  if (a.is_dyn() || b.is_dyn()) return true;
  return a.kind() == b.kind() || (a.is_number() && b.is_number());
}

std::optional<Type> ArithmeticResult(Operator op, const Type& a, const Type& b) {
  if (a.kind() == Kind::kNull || b.kind() == Kind::kNull) return std::nullopt;
  if (a.is_dyn() && b.is_dyn()) return Type();
  if (IsTime(a.kind()) || IsTime(b.kind())) {
    return a.is_dyn() || b.is_dyn() ? Type() : SumOfTimes(op, a.kind(), b.kind());
  }
  if (a.is_dyn()) return SameKindResult(op, b, a);
  if (b.is_dyn()) return SameKindResult(op, a, b);
  return a.kind() == b.kind() ? SameKindResult(op, a, b) : std::nullopt;
}

bool Accepts(Type::Kind parameter, const Type& argument) {
  return parameter == Kind::kDyn || argument.is_dyn() || argument.kind() == parameter;
}

}  // namespace dashflow::expression
