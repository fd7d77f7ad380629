// SPDX-License-Identifier: Apache-2.0
#include "host/expression/operand/time.h"

#include "host/expression/operand/arithmetic.h"

namespace dashflow::expression {
namespace {

Operand FailOfRange(std::string_view what, Evaluation& evaluation) {
  return evaluation.Fail("number_range", {"the ", what, " is out of range"});
}

Operand Move(const Operand& timestamp, std::int64_t nanoseconds, Evaluation& evaluation) {
  std::int64_t seconds = timestamp.as.integer + nanoseconds / kNanosecondsPerSecond;
  std::int64_t rest = timestamp.size + nanoseconds % kNanosecondsPerSecond;
  if (rest < 0) {
    rest += kNanosecondsPerSecond;
    --seconds;
  } else if (rest >= kNanosecondsPerSecond) {
    rest -= kNanosecondsPerSecond;
    ++seconds;
  }
  return MakeTimestamp(seconds, static_cast<std::uint32_t>(rest), evaluation);
}

Operand Difference(const Operand& a, const Operand& b, Evaluation& evaluation) {
  const std::int64_t seconds = a.as.integer - b.as.integer;
  const std::int64_t rest = static_cast<std::int64_t>(a.size) - static_cast<std::int64_t>(b.size);
  std::int64_t nanoseconds = 0;
  const bool overflows = __builtin_mul_overflow(seconds, kNanosecondsPerSecond, &nanoseconds) ||
                         __builtin_add_overflow(nanoseconds, rest, &nanoseconds);
  return overflows ? FailOfRange("duration", evaluation) : Operand::Duration(nanoseconds);
}

}  // namespace

Operand MakeTimestamp(std::int64_t seconds, std::uint32_t nanoseconds, Evaluation& evaluation) {
  if (seconds < kFirstSecond || seconds > kLastSecond) return FailOfRange("timestamp", evaluation);
  return Operand::Timestamp(seconds, nanoseconds);
}

Operand AddTimes(const Operand& a, const Operand& b, Evaluation& evaluation) {
  if (a.tag == Tag::kTimestamp && b.tag == Tag::kTimestamp) {
    return FailOfOverload("+", a, b, evaluation);
  }
  if (a.tag == Tag::kTimestamp) return Move(a, b.as.integer, evaluation);
  if (b.tag == Tag::kTimestamp) return Move(b, a.as.integer, evaluation);
  std::int64_t sum = 0;
  if (__builtin_add_overflow(a.as.integer, b.as.integer, &sum)) {
    return FailOfRange("duration", evaluation);
  }
  return Operand::Duration(sum);
}

Operand SubtractTimes(const Operand& a, const Operand& b, Evaluation& evaluation) {
  if (a.tag == Tag::kTimestamp && b.tag == Tag::kTimestamp) return Difference(a, b, evaluation);
  if (b.tag == Tag::kTimestamp) return FailOfOverload("-", a, b, evaluation);
  const Operand negated = Negate(b, evaluation);
  return negated.is_fault() ? negated : AddTimes(a, negated, evaluation);
}

}  // namespace dashflow::expression
