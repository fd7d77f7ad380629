// SPDX-License-Identifier: Apache-2.0
#include "host/retention/sweeper.h"

#include <mutex>
#include <utility>

namespace dashflow::retention {

struct Sweeper::State {
  State(const Parts& of, const Rules& rules, std::chrono::nanoseconds time, Hear whom)
      : parts(of), sweep(of, rules), every(time), hear(std::move(whom)) {}

  const Parts parts;
  Sweep sweep;
  const std::chrono::nanoseconds every;
  const Hear hear;
  std::mutex passing;
  std::atomic<bool> over{false};
};

Sweeper::Sweeper(const Parts& parts, const Rules& rules, std::chrono::nanoseconds every, Hear hear)
    : state_(std::make_shared<State>(parts, rules, every, std::move(hear))) {}

Sweeper::~Sweeper() {
  state_->over.store(true);
  const std::lock_guard wait(state_->passing);
}

void Sweeper::Begin() {
  state_->parts.engine.CallAt(state_->parts.clock.Now(), [state = state_] { Pass(state); });
}

void Sweeper::Pass(const std::shared_ptr<State>& state) {
  const std::lock_guard lock(state->passing);
  if (state->over.load()) return;
  const auto swept = state->sweep.Run(state->over);
  if (swept.has_error() || swept->has_any()) state->hear(swept);
  if (state->over.load()) return;
  state->parts.engine.CallAt(state->parts.clock.Now() + state->every, [state] { Pass(state); });
}

}  // namespace dashflow::retention
