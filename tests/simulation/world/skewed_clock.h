// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/base/clock.h"

namespace dashflow::simulation {

// The wall clock of one machine, which may be wrong.
class SkewedClock final : public Clock {
 public:
  SkewedClock(const Clock& right, std::chrono::nanoseconds skew) : right_(right), skew_(skew) {}
  WallTime Now() const override { return right_.Now() + skew_; }
  MonoTime Mono() const override { return right_.Mono(); }

 private:
  const Clock& right_;
  const std::chrono::nanoseconds skew_;
};

}  // namespace dashflow::simulation
