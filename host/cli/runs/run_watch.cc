// SPDX-License-Identifier: Apache-2.0
#include "host/cli/runs/run_watch.h"

#include <thread>

#include "host/checkpoint/run/run_directory.h"

namespace dashflow::cli {
namespace {

constexpr std::chrono::milliseconds kFirstPause{10};
constexpr std::chrono::milliseconds kLongestPause{200};

}  // namespace

RunWatch::RunWatch(const Session& session, const Liveness& liveness, std::chrono::nanoseconds limit)
    : session_(session), liveness_(liveness), limit_(limit), stop_(session) {}

Status RunWatch::Look(checkpoint::RunRecord& run, checkpoint::Store& store) {
  DF_ASSIGN(run, checkpoint::RunDirectory(store).Get(run.id));
  DF_ASSIGN(status_, liveness_.Settle(run));
  return Ok();
}

RunWatch::Seen RunWatch::Wait(checkpoint::RunRecord& run, checkpoint::Store& store) {
  const Clock& clock = session_.clock();
  const MonoTime begun = clock.Mono();
  auto pause = kFirstPause;
  for (;;) {
    if (const Status looked = Look(run, store); looked.has_error())
      return error_ = looked.error(), Seen::kFailed;
    if (status_ != kRunningWord) return Seen::kSettled;
    if (limit_.count() != 0 && clock.Mono() - begun >= limit_) return Seen::kLate;
    if (stop_.is_set()) return Seen::kInterrupted;
    std::this_thread::sleep_for(pause);
    pause = std::min(2 * pause, kLongestPause);
  }
}

}  // namespace dashflow::cli
