// SPDX-License-Identifier: Apache-2.0
#include "host/cli/serve/host_stop.h"

namespace dashflow::cli {
namespace {

// A cancelled node is given up after much less.
constexpr std::chrono::seconds kGrace{5};

}  // namespace

HostStop::HostStop(InterruptWatch& watch, engine::Engine& engine) : watch_(watch), engine_(engine) {
  watch_.OnFirst([this](int) { Drain(); });
}

void HostStop::Drain() {
  watch_.OnFirst([this](int) { Cancel(); });
  engine_.Drain();
  const std::lock_guard lock(mutex_);
  is_told_ = true;
  told_.notify_all();
}

void HostStop::Await() {
  std::unique_lock lock(mutex_);
  told_.wait(lock, [this] { return is_told_; });
}

void HostStop::Cancel() {
  {
    const std::lock_guard lock(mutex_);
    is_cancelled_ = true;
  }
  engine_.CancelAll();
}

HostStop::End HostStop::AwaitRuns(std::chrono::nanoseconds patience) {
  if (!engine_.AwaitRuns(patience)) Cancel();
  if (!engine_.AwaitRuns(kGrace)) return End::kStuck;
  const std::lock_guard lock(mutex_);
  return is_cancelled_ ? End::kCancelled : End::kInOrder;
}

}  // namespace dashflow::cli
