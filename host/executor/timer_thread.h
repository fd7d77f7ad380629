// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pthread.h>

#include <condition_variable>
#include <memory>
#include <mutex>

#include "host/base/result.h"
#include "host/executor/timer_heap.h"

namespace dashflow::executor {

// One thread that runs jobs at their time of the steady clock. [any-thread]
class TimerThread {
 public:
  static Result<std::unique_ptr<TimerThread>> Start();
  ~TimerThread();  // ends the job that runs; those that are not due never run
  TimerThread(const TimerThread&) = delete;
  TimerThread& operator=(const TimerThread&) = delete;

  TimerId At(MonoTime when, Job job);
  bool Cancel(TimerId timer);
  void Drain();  // waits for the job that runs

 private:
  TimerThread() = default;
  static void* Enter(void* self);
  void Loop();
  void SleepUntilNext(std::unique_lock<std::mutex>& lock);

  std::mutex mutex_;
  std::condition_variable changed_;
  TimerHeap timers_;
  std::condition_variable ran_;
  bool running_ = false;
  bool stop_ = false;
  pthread_t thread_{};
  bool started_ = false;
};

}  // namespace dashflow::executor
