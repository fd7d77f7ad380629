// SPDX-License-Identifier: Apache-2.0
#include "host/expression/operand/arithmetic.h"

#include <limits>

#include "host/expression/operand/join.h"
#include "host/expression/operand/time.h"

namespace dashflow::expression {
namespace {

constexpr std::int64_t kMinInt = std::numeric_limits<std::int64_t>::min();

Operand FailOfOverflow(std::string_view type, Evaluation& evaluation) {
  return evaluation.Fail({"the result is out of the range of ", type});
}

bool Both(Tag tag, const Operand& a, const Operand& b) { return a.tag == tag && b.tag == tag; }

// `overflows` is one of gcc's checked operations, `real` the same on doubles. Nothing for other
// types.
template <class Overflows, class Real>
bool OnNumbers(const Operand& a, const Operand& b, Evaluation& evaluation, Overflows overflows,
               Real real, Operand& out) {
  if (a.tag != b.tag || !a.is_number()) return false;
  if (a.tag == Tag::kInt) {
    std::int64_t result = 0;
    out = overflows(a.as.integer, b.as.integer, &result) ? FailOfOverflow("int", evaluation)
                                                         : Operand::Int(result);
  } else if (a.tag == Tag::kUint) {
    std::uint64_t result = 0;
    out = overflows(a.as.unsigned_integer, b.as.unsigned_integer, &result)
              ? FailOfOverflow("uint", evaluation)
              : Operand::Uint(result);
  } else {
    out = Operand::Double(real(a.as.real, b.as.real));
  }
  return true;
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
  return evaluation.Fail(
      {"there is no ", TagName(a.tag), " ", operation, " ", TagName(b.tag), AdviceFor(a, b)});
}

Operand Add(const Operand& a, const Operand& b, Evaluation& evaluation) {
  const auto overflows = [](auto x, auto y, auto* out) {
    return __builtin_add_overflow(x, y, out);
  };
  Operand result = Operand::Null();
  if (OnNumbers(
          a, b, evaluation, overflows, [](double x, double y) { return x + y; }, result)) {
    return result;
  }
  if (a.tag == b.tag && (a.tag == Tag::kString || a.tag == Tag::kBytes)) {
    return JoinText(a, b, evaluation);
  }
  if (Both(Tag::kList, a, b)) return JoinLists(a, b, evaluation);
  if (IsTime(a) && IsTime(b)) return AddTimes(a, b, evaluation);
  return FailOfOverload("+", a, b, evaluation);
}

Operand Subtract(const Operand& a, const Operand& b, Evaluation& evaluation) {
  const auto overflows = [](auto x, auto y, auto* out) {
    return __builtin_sub_overflow(x, y, out);
  };
  Operand result = Operand::Null();
  if (OnNumbers(
          a, b, evaluation, overflows, [](double x, double y) { return x - y; }, result)) {
    return result;
  }
  if (IsTime(a) && IsTime(b)) return SubtractTimes(a, b, evaluation);
  return FailOfOverload("-", a, b, evaluation);
}

Operand Multiply(const Operand& a, const Operand& b, Evaluation& evaluation) {
  const auto overflows = [](auto x, auto y, auto* out) {
    return __builtin_mul_overflow(x, y, out);
  };
  Operand result = Operand::Null();
  if (OnNumbers(
          a, b, evaluation, overflows, [](double x, double y) { return x * y; }, result)) {
    return result;
  }
  return FailOfOverload("*", a, b, evaluation);
}

Operand Divide(const Operand& a, const Operand& b, Evaluation& evaluation) {
  if (Both(Tag::kDouble, a, b)) return Operand::Double(a.as.real / b.as.real);
  if (!Both(Tag::kInt, a, b) && !Both(Tag::kUint, a, b)) {
    return FailOfOverload("/", a, b, evaluation);
  }
  if (DividesByZero(b)) return evaluation.Fail({"division by zero"});
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
  if (DividesByZero(b)) return evaluation.Fail({"modulus by zero"});
  if (a.tag == Tag::kUint) {
    return Operand::Uint(a.as.unsigned_integer % b.as.unsigned_integer);
  }
  return Operand::Int(OverflowsDivision(a, b) ? 0 : a.as.integer % b.as.integer);
}

Operand Negate(const Operand& a, Evaluation& evaluation) {
  if (a.tag == Tag::kDouble) return Operand::Double(-a.as.real);
  if (a.tag != Tag::kInt && a.tag != Tag::kDuration) {
    return evaluation.Fail({"there is no -", TagName(a.tag)});
  }
  if (a.as.integer == kMinInt) return FailOfOverflow(TagName(a.tag), evaluation);
  return a.tag == Tag::kInt ? Operand::Int(-a.as.integer) : Operand::Duration(-a.as.integer);
}

}  // namespace dashflow::expression
