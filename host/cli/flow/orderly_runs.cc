// SPDX-License-Identifier: Apache-2.0
#include "host/cli/flow/orderly_runs.h"

#include <signal.h>

#include <chrono>

namespace dashflow::cli {
namespace {

// Less than containers are given before they are killed.
constexpr std::chrono::seconds kPatience{8};

}  // namespace

OrderlyRuns::OrderlyRuns(InterruptWatch& watch, engine::Engine& engine)
    : watch_(watch), engine_(engine) {
  watch_.OnFirst([this](int signal) { Take(signal); });
}

OrderlyRuns::~OrderlyRuns() {
  {
    const std::lock_guard lock(mutex_);
    over_ = true;
  }
  ended_.notify_all();
  watch_.OnFirst({});
  if (patience_.joinable()) patience_.join();
}

void OrderlyRuns::Watch(const engine::RunHandle& run) const {
  if (signal_.load() == SIGINT) run.Cancel();
}

void OrderlyRuns::Take(int signal) {
  signal_.store(signal);
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
