// SPDX-License-Identifier: Apache-2.0
#include "host/cli/flow/orderly_runs.h"

#include <signal.h>

#include <chrono>

namespace dashflow::cli {
namespace {

// Less than containers are given before they are killed.
constexpr std::chrono::seconds kPatience{8};

}  // namespace

OrderlyRuns::OrderlyRuns(Session& session, engine::Engine& engine)
    : session_(session), engine_(engine) {
  session_.interrupts().OnFirst([this](int signal) { Take(signal); });
}

OrderlyRuns::~OrderlyRuns() {
  {
    const std::lock_guard lock(mutex_);
    over_ = true;
  }
  ended_.notify_all();
  session_.interrupts().OnFirst({});
  if (patience_.joinable()) patience_.join();
}

void OrderlyRuns::Watch(const engine::RunHandle& run) {
  {
    const std::lock_guard lock(mutex_);
    run_ = run;
  }
  const int signal = signal_.load();
  if (signal == SIGINT || (session_.is_guest() && signal != 0)) run.Cancel();
}

void OrderlyRuns::TakeAlone() {
  const std::lock_guard lock(mutex_);
  if (run_) run_->Cancel();
}

void OrderlyRuns::Take(int signal) {
  signal_.store(signal);
  if (session_.is_guest()) return TakeAlone();
  session_.GiveUpWaiting();
  if (signal != SIGTERM) return engine_.CancelAll();
  engine_.Drain();
  patience_ = std::thread([this] { CancelLater(); });
}

void OrderlyRuns::CancelLater() {
  std::unique_lock lock(mutex_);
  if (ended_.wait_for(lock, kPatience, [this] { return over_; })) return;
  engine_.CancelAll();
}

}  // namespace dashflow::cli
