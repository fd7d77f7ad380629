// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include "host/cli/session.h"

namespace dashflow::cli {

// While it lives, an interrupt (Ctrl-C) cancels the runs of `engine`, and a request to terminate,
// as of a system that shuts down, lets their supersteps end for a while, and then cancels them.
// Either way their threads can be resumed. A second signal ends the process. Of a command that
// another process has handed over, either cancels its own run.
class OrderlyRuns {
 public:
  OrderlyRuns(Session& session, engine::Engine& engine);
  ~OrderlyRuns();
  OrderlyRuns(const OrderlyRuns&) = delete;
  OrderlyRuns& operator=(const OrderlyRuns&) = delete;

  // The run of the command. One that was being started when the signal came ends, too.
  void Watch(const engine::RunHandle& run);

 private:
  void Take(int signal);
  void TakeAlone();
  void CancelLater();

  Session& session_;
  engine::Engine& engine_;
  std::atomic<int> signal_{0};
  std::mutex mutex_;
  std::optional<engine::RunHandle> run_;
  std::condition_variable ended_;
  bool over_ = false;
  std::thread patience_;  // of a request to terminate
};

}  // namespace dashflow::cli
