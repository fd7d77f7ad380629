// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "host/channel/reducers/refusal.h"
#include "host/channel/reducers/rules.h"

namespace dashflow::channel {
namespace {

// Holds every sum of two 64-bit integers of either sign.
__extension__ using Wide = __int128;

bool IsNumber(const Value& value) { return value.is_number(); }

Wide WideOf(const Value& value) {
  return value.kind() == Kind::kUint ? Wide{value.as_uint()} : Wide{value.as_int()};
}

double DoubleOf(const Value& value) {
  return value.kind() == Kind::kDouble ? value.as_double() : static_cast<double>(WideOf(value));
}

Error Overflow() {
  return Error("invalid_update", {})
      .Cause("sum overflows: the result fits neither 64 bits nor a finite double");
}

Result<Value> SumIntegers(const Value& a, const Value& b) {
  const Wide sum = WideOf(a) + WideOf(b);
  if (sum < INT64_MIN || sum > UINT64_MAX) return Overflow();
  if (sum <= INT64_MAX) return Value(static_cast<std::int64_t>(sum));
  return Value(static_cast<std::uint64_t>(sum));
}

Result<Value> Sum(Value current, const Value& write) {
  if (!write.is_number()) return WrongKind("sum", "a number", write);
  if (current.kind() != Kind::kDouble && write.kind() != Kind::kDouble)
    return SumIntegers(current, write);
  const double sum = DoubleOf(current) + DoubleOf(write);
  if (!std::isfinite(sum)) return Overflow();
  return Value(sum);
}

Value Zero() { return 0; }

}  // namespace

// Not associative: doubles round, and of three integers two may overflow.
const Rule kSum = {.name = "sum",
                   .laws = {.commutative = true},
                   .start = &Zero,
                   .reduce = &Sum,
                   .holds = &IsNumber,
                   .accepts = &Never};

}  // namespace dashflow::channel
