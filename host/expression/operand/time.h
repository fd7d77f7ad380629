// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "host/expression/operand/evaluation.h"
#include "host/expression/operand/operand.h"

namespace dashflow::expression {

// Timestamps go from the year 1 to 9999, durations as far as 64 bits of nanoseconds (292 years);
// beyond is a fault.
inline constexpr std::int64_t kFirstSecond = -62'135'596'800;  // 0001-01-01T00:00:00Z
inline constexpr std::int64_t kLastSecond = 253'402'300'799;   // 9999-12-31T23:59:59Z
inline constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;

inline bool IsTime(const Operand& operand) {
  return operand.tag == Tag::kTimestamp || operand.tag == Tag::kDuration;
}

// A timestamp, or a fault when it is out of range. REQUIRES: 0 <= nanoseconds <
// kNanosecondsPerSecond.
Operand MakeTimestamp(std::int64_t seconds, std::uint32_t nanoseconds, Evaluation& evaluation);

// REQUIRES: IsTime(a) && IsTime(b).
Operand AddTimes(const Operand& a, const Operand& b, Evaluation& evaluation);
Operand SubtractTimes(const Operand& a, const Operand& b, Evaluation& evaluation);

}  // namespace dashflow::expression
