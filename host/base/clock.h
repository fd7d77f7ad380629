// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
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

// What plugins read: the system's clock, or while a test lends it, the virtual one of the run they
// are in. [any-thread]
class PluginClock final : public Clock {
 public:
  WallTime Now() const override { return now().Now(); }
  MonoTime Mono() const override { return now().Mono(); }

  // Reads `clock` as long as the loan lives. REQUIRES: one loan at a time.
  class Loan {
   public:
    Loan(PluginClock& to, const Clock& clock) : to_(to) { to_.lent_.store(&clock); }
    ~Loan() { to_.lent_.store(nullptr); }
    Loan(const Loan&) = delete;
    Loan& operator=(const Loan&) = delete;

   private:
    PluginClock& to_;
  };

 private:
  const Clock& now() const {
    const Clock* const lent = lent_.load(std::memory_order_acquire);
    return lent != nullptr ? *lent : system_;
  }

  SystemClock system_;
  std::atomic<const Clock*> lent_{nullptr};
};

}  // namespace dashflow
