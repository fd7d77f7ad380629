// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

namespace dashflow {

using WallTime = std::chrono::sys_time<std::chrono::nanoseconds>;
using MonoTime = std::chrono::time_point<std::chrono::steady_clock, std::chrono::nanoseconds>;

// Time handed in from main.cc. Implementations are [any-thread].
class Clock {
 public:
  virtual ~Clock() = default;
  virtual WallTime Now() const = 0;   // what records and events carry (UTC)
  virtual MonoTime Mono() const = 0;  // what durations and deadlines are measured with
};

class SystemClock final : public Clock {
 public:
  WallTime Now() const override;
  MonoTime Mono() const override;
};

}  // namespace dashflow
