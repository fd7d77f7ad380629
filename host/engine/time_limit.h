// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <memory>

#include "host/executor/executor.h"

namespace dashflow::engine {

class Run;

// Stops a run that takes longer than its time; ends with it. Holds the run only weakly.
class TimeLimit {
 public:
  TimeLimit(const std::shared_ptr<Run>& run, MonoTime when);
  ~TimeLimit();
  TimeLimit(const TimeLimit&) = delete;

 private:
  executor::Executor& executor_;
  std::weak_ptr<Run>* held_;  // owned by the timer, or by this again once the timer is cancelled
  executor::TimerId timer_;
};

}  // namespace dashflow::engine
