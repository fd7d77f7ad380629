// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>

#include "host/base/clock.h"

namespace dashflow::executor {

// Time that moves only when told to. Both readings advance together. [any-thread]
class VirtualClock final : public Clock {
 public:
  explicit VirtualClock(WallTime start) : start_(start) {}

  WallTime Now() const override;
  MonoTime Mono() const override;
  // Time never goes back: an earlier `when` changes nothing. REQUIRES: one caller at a time.
  void AdvanceTo(MonoTime when);

 private:
  const WallTime start_;
  std::atomic<std::chrono::nanoseconds::rep> elapsed_{0};
};

}  // namespace dashflow::executor
