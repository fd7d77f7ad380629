// SPDX-License-Identifier: Apache-2.0
#include "host/engine/start/alarms.h"

#include <algorithm>
#include <utility>

namespace dashflow::engine {

struct Alarms::Alarm {
  Alarms& owner;
  std::function<void()> call;
  executor::TimerId timer = 0;
};

Alarms::~Alarms() { Stop(); }

void Alarms::Set(WallTime when, std::function<void()> call) {
  auto* const alarm = new Alarm{*this, std::move(call)};
  const auto wait = std::max(when - clock_.Now(), std::chrono::nanoseconds(0));
  const std::lock_guard lock(mutex_);
  waiting_.insert(alarm);
  alarm->timer = executor_.At(executor_.clock().Mono() + wait, {alarm, 0, 0}, Due);
}

void Alarms::Ring(std::function<void()> call) {
  executor_.Block({new Alarm{*this, std::move(call)}, 0, 0}, Call);
}

void Alarms::Stop() {
  const std::lock_guard lock(mutex_);
  for (auto at = waiting_.begin(); at != waiting_.end();) {
    if (!executor_.CancelTimer((*at)->timer)) {
      ++at;
      continue;
    }
    delete *at;
    at = waiting_.erase(at);
  }
}

void Alarms::Due(executor::Token token) noexcept {
  static_cast<Alarm*>(token.run)->owner.executor_.Block(token, Call);
}

void Alarms::Call(executor::Token token) noexcept {
  const std::unique_ptr<Alarm> alarm(static_cast<Alarm*>(token.run));
  {
    const std::lock_guard lock(alarm->owner.mutex_);
    alarm->owner.waiting_.erase(alarm.get());
  }
  alarm->call();
}

}  // namespace dashflow::engine
