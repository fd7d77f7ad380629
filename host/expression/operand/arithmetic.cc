// SPDX-License-Identifier: Apache-2.0
#include "host/expression/operand/arithmetic.h"

#include <limits>

#include "host/expression/operand/join.h"
#include "host/expression/operand/time.h"

namespace dashflow::expression {
namespace {

constexpr std::int64_t kMinInt = std::numeric_limits<std::int64_t>::min();

Operand FailOfOverflow(std::string_view type, Evaluation& evaluation) {
  return evaluation.Fail("number_range", {"the result is out of the range of ", type});
}

bool Both(Tag tag, const Operand& a, const Operand& b) { return a.tag == tag && b.tag == tag; }

struct Sum {
  template <class T>
  static bool Overflows(T a, T b, T* out) {
    return __builtin_add_overflow(a, b, out);
  }
  static double OfDoubles(double a, double b) { return a + b; }
};

struct Difference {
  template <class T>
  static bool Overflows(T a, T b, T* out) {
    return __builtin_sub_overflow(a, b, out);
  }
  static double OfDoubles(double a, double b) { return a - b; }
};

struct Product {
  template <class T>
  static bool Overflows(T a, T b, T* out) {
    return __builtin_mul_overflow(a, b, out);
  }
  static double OfDoubles(double a, double b) { return a * b; }
};

// REQUIRES: two numbers of one type.
template <class Operation>
Operand OnNumbers(const Operand& a, const Operand& b, Evaluation& evaluation) {
  if (a.tag == Tag::kDouble) {
    return Operand::Double(Operation::OfDoubles(a.as.real, b.as.real));
  }
  if (a.tag == Tag::kInt) {
    std::int64_t result = 0;
    const bool overflows = Operation::Overflows(a.as.integer, b.as.integer, &result);
    return overflows ? FailOfOverflow("int", evaluation) : Operand::Int(result);
  }
  std::uint64_t result = 0;
  const bool overflows =
      Operation::Overflows(a.as.unsigned_integer, b.as.unsigned_integer, &result);
  return overflows ? FailOfOverflow("uint", evaluation) : Operand::Uint(result);
}

bool AreNumbersOfOneType(const Operand& a, const Operand& b) {
  return a.tag == b.tag && a.is_number();
}

bool DividesByZero(const Operand& b) { return b.as.integer == 0; }
bool OverflowsDivision(const Operand& a, const Operand& b) {
  return a.as.integer == kMinInt && b.as.integer == -1;
}

std::string_view AdviceFor(const Operand& a, const Operand& b) {
  if (a.tag == Tag::kNull || b.tag == Tag::kNull) return "; null has no operations but == and !=";
  if (a.is_number() && b.is_number()) return "; convert one with int(), uint() or double()";
  if (a.tag == Tag::kString || b.tag == Tag::kString) return "; convert the other with string()";
  return "";
}

}  // namespace

Operand FailOfOverload(std::string_view operation, const Operand& a, const Operand& b,
                       Evaluation& evaluation) {
  return evaluation.Fail("no_overload", {"there is no ", TagName(a.tag), " ", operation, " ",
                                         TagName(b.tag), AdviceFor(a, b)});
}

Operand Add(const Operand& a, const Operand& b, Evaluation& evaluation) {
  if (AreNumbersOfOneType(a, b)) return OnNumbers<Sum>(a, b, evaluation);
  if (Both(Tag::kString, a, b) || Both(Tag::kBytes, a, b)) return JoinText(a, b, evaluation);
  if (Both(Tag::kList, a, b)) return JoinLists(a, b, evaluation);
  if (IsTime(a) && IsTime(b)) return AddTimes(a, b, evaluation);
  return FailOfOverload("+", a, b, evaluation);
}

Operand Subtract(const Operand& a, const Operand& b, Evaluation& evaluation) {
  if (AreNumbersOfOneType(a, b)) return OnNumbers<Difference>(a, b, evaluation);
  if (IsTime(a) && IsTime(b)) return SubtractTimes(a, b, evaluation);
  return FailOfOverload("-", a, b, evaluation);
}

Operand Multiply(const Operand& a, const Operand& b, Evaluation& evaluation) {
  if (AreNumbersOfOneType(a, b)) return OnNumbers<Product>(a, b, evaluation);
  return FailOfOverload("*", a, b, evaluation);
}

Operand Divide(const Operand& a, const Operand& b, Evaluation& evaluation) {
  if (Both(Tag::kDouble, a, b)) return Operand::Double(a.as.real / b.as.real);
  if (!Both(Tag::kInt, a, b) && !Both(Tag::kUint, a, b)) {
    return FailOfOverload("/", a, b, evaluation);
  }
  if (DividesByZero(b)) return evaluation.Fail("division_by_zero", {"division by zero"});
  if (a.tag == Tag::kUint) {
    return Operand::Uint(a.as.unsigned_integer / b.as.unsigned_integer);
  }
  if (OverflowsDivision(a, b)) return FailOfOverflow("int", evaluation);
  return Operand::Int(a.as.integer / b.as.integer);
}

Operand Modulo(const Operand& a, const Operand& b, Evaluation& evaluation) {
  if (!Both(Tag::kInt, a, b) && !Both(Tag::kUint, a, b)) {
    return FailOfOverload("%", a, b, evaluation);
  }
  if (DividesByZero(b)) return evaluation.Fail("division_by_zero", {"modulus by zero"});
  if (a.tag == Tag::kUint) {
    return Operand::Uint(a.as.unsigned_integer % b.as.unsigned_integer);
  }
  // The remainder would be 0, but the specification has it fail with its quotient.
  if (OverflowsDivision(a, b)) return FailOfOverflow("int", evaluation);
  return Operand::Int(a.as.integer % b.as.integer);
}

Operand Negate(const Operand& a, Evaluation& evaluation) {
  if (a.tag == Tag::kDouble) return Operand::Double(-a.as.real);
  if (a.tag != Tag::kInt && a.tag != Tag::kDuration) {
    return evaluation.Fail("no_overload", {"there is no -", TagName(a.tag)});
  }
  if (a.as.integer == kMinInt) return FailOfOverflow(TagName(a.tag), evaluation);
  return a.tag == Tag::kInt ? Operand::Int(-a.as.integer) : Operand::Duration(-a.as.integer);
}

}  // namespace dashflow::expression
