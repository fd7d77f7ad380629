// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <set>

#include "host/base/clock.h"
#include "host/executor/executor.h"

namespace dashflow::engine {

// Calls back at times of the wall clock, on a thread that may block. [any-thread]
class Alarms {
 public:
  Alarms(executor::Executor& executor, const Clock& clock) : executor_(executor), clock_(clock) {}
  ~Alarms();
  Alarms(const Alarms&) = delete;

  void Set(WallTime when, std::function<void()> call);
  void Ring(std::function<void()> call);  // at once
  // Forgets those that have not begun; the others end by themselves (Executor::Drain).
  void Stop();

 private:
  struct Alarm;
  static void Due(executor::Token token) noexcept;
  static void Call(executor::Token token) noexcept;

  executor::Executor& executor_;
  const Clock& clock_;
  std::mutex mutex_;
  std::set<Alarm*> waiting_;  // owned
};

}  // namespace dashflow::engine
