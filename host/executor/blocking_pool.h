// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pthread.h>

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <vector>

#include "host/base/result.h"
#include "host/executor/job.h"

namespace dashflow::executor {

struct BlockingOptions {
  std::size_t threads = 256;  // at most; they come when work waits
  std::chrono::milliseconds idle{
      10'000};  // and leave after this time without any; one always stays
  std::size_t stack = std::size_t{1} << 20;
};

// Threads for jobs that sleep in system calls. A job starts at once while fewer than `threads` run,
// else in the order of Run. The queue has no bound of its own: runs are admitted in front of the
// executor. [any-thread]
class BlockingPool {
 public:
  static Result<std::unique_ptr<BlockingPool>> Start(const BlockingOptions& options);
  ~BlockingPool();  // runs everything that was given to it first
  BlockingPool(const BlockingPool&) = delete;
  BlockingPool& operator=(const BlockingPool&) = delete;

  void Run(Job job);
  void RunFirst(Job job);  // before those that wait
  // A job does not return: one thread more may run, until DismissStandIn.
  void AddStandIn();
  void DismissStandIn();
  void Drain();  // waits until nothing runs or is queued
  std::size_t thread_count() const;

 private:
  explicit BlockingPool(const BlockingOptions& options) : options_(options) {}
  static void* Enter(void* self);
  Status StartOne();
  void HandOut(std::unique_lock<std::mutex>& lock);
  bool NeedsThread() const;
  void Grow(std::unique_lock<std::mutex>& lock);
  void Loop();
  bool WaitForJob(std::unique_lock<std::mutex>& lock);
  void JoinFinished(std::unique_lock<std::mutex>& lock);

  const BlockingOptions options_;
  mutable std::mutex mutex_;
  std::condition_variable work_;
  std::condition_variable settled_;  // a thread has left or is idle
  std::deque<Job> queue_;
  std::vector<pthread_t> finished_;  // to be joined
  std::size_t threads_ = 0;
  std::size_t idle_ = 0;
  std::size_t stand_ins_ = 0;
  bool stop_ = false;
};

}  // namespace dashflow::executor
