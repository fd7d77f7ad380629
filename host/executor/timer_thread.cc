// SPDX-License-Identifier: Apache-2.0
#include "host/executor/timer_thread.h"

#include "host/executor/thread/os_thread.h"

namespace dashflow::executor {

Result<std::unique_ptr<TimerThread>> TimerThread::Start() {
  std::unique_ptr<TimerThread> timers(new TimerThread);
  DF_ASSIGN(timers->thread_, StartThread({.name = "df-timer"}, &Enter, timers.get()));
  timers->started_ = true;
  return timers;
}

TimerThread::~TimerThread() {
  if (!started_) return;
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  changed_.notify_one();
  JoinThread(thread_);
}

TimerId TimerThread::At(MonoTime when, Job job) {
  std::unique_lock lock(mutex_);
  const bool is_next = timers_.empty() || when < timers_.next();
  const TimerId timer = timers_.Add(when, job);
  lock.unlock();
  if (is_next) changed_.notify_one();
  return timer;
}

bool TimerThread::Cancel(TimerId timer) {
  const std::lock_guard lock(mutex_);
  return timers_.Remove(timer);
}

void TimerThread::Drain() {
  std::unique_lock lock(mutex_);
  ran_.wait(lock, [this] { return !running_; });
}

void* TimerThread::Enter(void* self) {
  static_cast<TimerThread*>(self)->Loop();
  return nullptr;
}

void TimerThread::Loop() {
  std::unique_lock lock(mutex_);
  while (!stop_) {
    if (timers_.empty() || std::chrono::steady_clock::now() < timers_.next()) {
      SleepUntilNext(lock);
      continue;
    }
    const Job job = timers_.Pop();
    running_ = true;
    lock.unlock();
    job.Run();
    lock.lock();
    running_ = false;
    ran_.notify_all();
  }
}

void TimerThread::SleepUntilNext(std::unique_lock<std::mutex>& lock) {
  if (timers_.empty()) {
    changed_.wait(lock);
  } else {
    const MonoTime next = timers_.next();  // a copy: the heap may move while this thread sleeps
    changed_.wait_until(lock, next);
  }
}

}  // namespace dashflow::executor
