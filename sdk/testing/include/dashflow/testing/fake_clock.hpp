// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <utility>

namespace dashflow::sdk::testing {

// Time that passes only when told to. Starts on 2026-01-01 (Unix) and at 1000 s (monotonic).
// [any-thread]
class FakeClock {
 public:
  using Nanoseconds = std::chrono::nanoseconds;

  std::int64_t unix_ns() const;
  std::int64_t mono_ns() const;

  // Lets time pass; timers go off in their order, on this thread, with no lock held.
  void Advance(Nanoseconds duration);
  void AdvanceTo(std::int64_t mono_ns);
  // To the next timer. False when there is none until `limit`.
  bool AdvanceToNextTimer(std::int64_t limit = INT64_MAX);

  // Calls back at a time (at the next Advance when it is past). Forget returns at once; false when
  // it went off already.
  std::uint64_t CallAt(std::int64_t mono_ns, std::function<void()> callback);
  bool Forget(std::uint64_t timer);

 private:
  struct Timer {
    std::uint64_t id;
    std::function<void()> callback;
  };
  // Takes the first timer due by `limit` and moves the time to it.
  std::function<void()> TakeDue(std::int64_t limit);

  mutable std::mutex mutex_;
  std::int64_t mono_ns_ = 1'000'000'000'000;
  std::int64_t unix_minus_mono_ = 1'767'225'600'000'000'000 - 1'000'000'000'000;
  std::uint64_t last_id_ = 0;
  std::multimap<std::int64_t, Timer> timers_;
};

}  // namespace dashflow::sdk::testing
