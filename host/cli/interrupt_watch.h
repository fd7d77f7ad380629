// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <thread>

namespace dashflow::cli {

// Blocks SIGINT and SIGTERM for this thread and those that it starts, so that InterruptWatch alone
// takes them, and ignores SIGPIPE: a reader that leaves must not end a run. Called first thing.
void BlockInterrupts();

// SIGINT and SIGTERM end the process at once (130) while it lives, unless somebody wants the
// first of them. One in a process.
class InterruptWatch {
 public:
  InterruptWatch() : thread_([this] { Watch(); }) {}
  ~InterruptWatch();
  InterruptWatch(const InterruptWatch&) = delete;
  InterruptWatch& operator=(const InterruptWatch&) = delete;

  // Called with the signal. Nothing = the process ends at once. A call under way is waited for.
  using Callback = std::function<void(int signal)>;
  void OnFirst(Callback callback);

 private:
  void Watch();
  void Take(int signal);

  std::mutex mutex_;
  Callback callback_;
  std::atomic<bool> over_{false};
  std::thread thread_;
};

}  // namespace dashflow::cli
