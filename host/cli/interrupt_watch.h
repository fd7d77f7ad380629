// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <functional>
#include <thread>

namespace dashflow::cli {

// Blocks SIGINT and SIGTERM for this thread and those that it starts, so that InterruptWatch alone
// takes them, and ignores SIGPIPE: a reader that leaves must not end a run. Called first thing.
void BlockInterrupts();

// Calls back on SIGINT and SIGTERM while it lives; a second signal ends the process at once (130).
class InterruptWatch {
 public:
  explicit InterruptWatch(std::function<void()> interrupted);
  ~InterruptWatch();
  InterruptWatch(const InterruptWatch&) = delete;

  bool was_interrupted() const { return interrupted_.load(); }

 private:
  void Watch();

  std::function<void()> callback_;
  std::atomic<bool> interrupted_{false};
  std::atomic<bool> over_{false};
  std::thread thread_;
};

}  // namespace dashflow::cli
