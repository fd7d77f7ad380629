// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>
#include <memory>

#include "host/retention/sweep.h"

namespace dashflow::retention {

// Sweeps at once, and again and again, on a thread of the engine's that may block, as long as it
// lives.
class Sweeper {
 public:
  // Hears of each pass that did something, and of those that failed, which the next one follows all
  // the same. On that thread.
  using Hear = std::function<void(const Result<Swept>& swept)>;
  Sweeper(const Parts& parts, const Rules& rules, std::chrono::nanoseconds every, Hear hear);
  ~Sweeper();  // waits for the thread that a pass is at
  Sweeper(const Sweeper&) = delete;

  void Begin();

 private:
  struct State;
  static void Pass(const std::shared_ptr<State>& state);

  const std::shared_ptr<State> state_;  // alarms may come after this is gone
};

}  // namespace dashflow::retention
