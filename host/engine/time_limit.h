// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <memory>

#include "host/engine/run_ptr.h"
#include "host/executor/executor.h"

namespace dashflow::engine {

// Stops a run that takes longer than its time. Refers to the run until the time is over or this is
// gone.
class TimeLimit {
 public:
  TimeLimit(Run& run, MonoTime when);
  ~TimeLimit();
  TimeLimit(const TimeLimit&) = delete;

 private:
  executor::Executor& executor_;
  RunPtr* held_;  // owned by the timer, or by this again once the timer is cancelled
  executor::TimerId timer_;
};

}  // namespace dashflow::engine
