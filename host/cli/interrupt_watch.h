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

// SIGINT and SIGTERM end the process at once (130) while it lives, unless an OrderlyEnd wants the
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

// Calls back on the first signal while it lives; the second still ends the process.
class OrderlyEnd {
 public:
  OrderlyEnd(InterruptWatch& watch, const InterruptWatch::Callback& begin);
  ~OrderlyEnd() { Forget(); }
  OrderlyEnd(const OrderlyEnd&) = delete;
  OrderlyEnd& operator=(const OrderlyEnd&) = delete;

  // Nothing is called back any more.
  void Forget() { watch_.OnFirst({}); }
  // The first signal; 0 = none so far.
  int signal() const { return signal_.load(); }

 private:
  InterruptWatch& watch_;
  std::atomic<int> signal_{0};
};

}  // namespace dashflow::cli
