// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "host/api/queue/run_desk.h"

// What a desk does later: calls, the alarm for the first order that is due, signs of life.
namespace dashflow::api {
namespace {

constexpr std::chrono::seconds kBeat{5};

}  // namespace

void RunDesk::Soon(std::function<void(RunDesk&)> call) {
  {
    const std::lock_guard lock(mutex_);
    ++calls_;
  }
  parts_.engine.CallSoon([weak = weak_from_this(), call = std::move(call)] {
    const auto desk = weak.lock();
    if (!desk) return;
    call(*desk);
    desk->Called();
  });
}

void RunDesk::Called() {
  const std::lock_guard lock(mutex_);
  if (--calls_ == 0) none_called_.notify_all();
}

void RunDesk::AwaitCalls() {
  std::unique_lock lock(mutex_);
  none_called_.wait(lock, [this] { return calls_ == 0; });
}

void RunDesk::At(WallTime when, std::function<void(RunDesk&)> call) {
  parts_.engine.CallAt(when, [weak = weak_from_this(), call = std::move(call)] {
    if (const auto desk = weak.lock()) call(*desk);
  });
}

// For the first order whose time has not come.
void RunDesk::SetAlarm() {
  std::optional<WallTime> due;
  {
    const std::lock_guard lock(mutex_);
    due = queue_.NextDue();
    if (closed_ || !due || (alarm_ && *alarm_ <= *due)) return;
    alarm_ = due;
  }
  At(*due, [](RunDesk& desk) {
    {
      const std::lock_guard lock(desk.mutex_);
      desk.alarm_.reset();
    }
    desk.Pump(nullptr);
  });
}

void RunDesk::SetBeat() {
  {
    const std::lock_guard lock(mutex_);
    if (std::exchange(beats_, true)) return;
  }
  At(parts_.clock.Now() + kBeat, [](RunDesk& desk) { desk.Beat(); });
}

// As long as somebody may wait for one.
void RunDesk::Beat() {
  std::vector<LiveRunPtr> runs;
  {
    const std::lock_guard lock(mutex_);
    beats_ = false;
    for (const auto& [id, run] : live_) runs.push_back(run);
  }
  for (const LiveRunPtr& run : runs) run->Beat();
  const bool more = parts_.beat && parts_.beat();
  if (!runs.empty() || more) SetBeat();
}

}  // namespace dashflow::api
