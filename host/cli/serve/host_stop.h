// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

#include "host/cli/session.h"

namespace dashflow::cli {

// The end of a host that lives until it is told to end. The first signal (SIGTERM or SIGINT) drains
// the engine, the second cancels its runs, and what waits for the store no longer does, a third
// ends the process.
class HostStop {
 public:
  HostStop(Session& session, engine::Engine& engine);
  ~HostStop();
  HostStop(const HostStop&) = delete;

  // Blocks until the first signal.
  void Await();
  enum class End { kInOrder, kCancelled, kStuck };
  // Waits for the runs, and cancels those that have not ended after `patience`. kStuck: something
  // goes on even then. REQUIRES: the first signal has come.
  End AwaitRuns(std::chrono::nanoseconds patience);

 private:
  void Drain();
  void Cancel();

  Session& session_;
  engine::Engine& engine_;
  std::mutex mutex_;
  std::condition_variable told_;
  bool is_told_ = false;
  bool is_cancelled_ = false;
};

}  // namespace dashflow::cli
