// SPDX-License-Identifier: Apache-2.0
#include "host/cli/serve/host_stop.h"

namespace dashflow::cli {
namespace {

// A cancelled node is given up after much less.
constexpr std::chrono::seconds kGrace{5};

}  // namespace

HostStop::HostStop(Session& session, engine::Engine& engine) : session_(session), engine_(engine) {
  session_.interrupts().OnFirst([this](int) { Drain(); });
}

HostStop::~HostStop() { session_.interrupts().OnFirst({}); }

void HostStop::Drain() {
  session_.interrupts().OnFirst([this](int) { Cancel(); });
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
  session_.GiveUpWaiting();
  engine_.CancelAll();
}

HostStop::End HostStop::AwaitRuns(std::chrono::nanoseconds patience) {
  if (!engine_.AwaitRuns(patience)) Cancel();
  if (!engine_.AwaitRuns(kGrace)) return End::kStuck;
  const std::lock_guard lock(mutex_);
  return is_cancelled_ ? End::kCancelled : End::kInOrder;
}

}  // namespace dashflow::cli
