// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <dashflow/testing/fake_clock.hpp>

namespace dashflow::sdk::testing {

std::int64_t FakeClock::mono_ns() const {
  const std::lock_guard lock(mutex_);
  return mono_ns_;
}

std::int64_t FakeClock::unix_ns() const { return mono_ns() + unix_minus_mono_; }

void FakeClock::Advance(Nanoseconds duration) { AdvanceTo(mono_ns() + duration.count()); }

void FakeClock::AdvanceTo(std::int64_t limit) {
  while (const std::function<void()> callback = TakeDue(limit)) callback();
  const std::lock_guard lock(mutex_);
  mono_ns_ = std::max(mono_ns_, limit);
}

bool FakeClock::AdvanceToNextTimer(std::int64_t limit) {
  std::int64_t next = 0;
  {
    const std::lock_guard lock(mutex_);
    if (timers_.empty() || timers_.begin()->first > limit) return false;
    next = timers_.begin()->first;
  }
  AdvanceTo(next);
  return true;
}

std::uint64_t FakeClock::CallAt(std::int64_t mono_ns, std::function<void()> callback) {
  const std::lock_guard lock(mutex_);
  timers_.emplace(mono_ns, Timer{++last_id_, std::move(callback)});
  return last_id_;
}

bool FakeClock::Forget(std::uint64_t timer) {
  const std::lock_guard lock(mutex_);
  const auto found = std::find_if(timers_.begin(), timers_.end(),
                                  [&](const auto& entry) { return entry.second.id == timer; });
  if (found == timers_.end()) return false;
  timers_.erase(found);
  return true;
}

std::function<void()> FakeClock::TakeDue(std::int64_t limit) {
  const std::lock_guard lock(mutex_);
  if (timers_.empty() || timers_.begin()->first > limit) return nullptr;
  auto entry = timers_.extract(timers_.begin());
  mono_ns_ = std::max(mono_ns_, entry.key());
  return std::move(entry.mapped().callback);
}

}  // namespace dashflow::sdk::testing
