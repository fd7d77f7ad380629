// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>

#include "host/base/clock.h"
#include "host/base/random.h"
#include "host/http/front.h"
#include "host/http/options.h"
#include "host/http/wire/handler_pool.h"

namespace dashflow::http {

// How many connections there are. [any-thread]
class LiveCount {
 public:
  void Add() { ++count_; }
  void Remove() {
    const std::lock_guard lock(mutex_);
    if (--count_ == 0) none_.notify_all();
  }
  std::size_t count() const { return count_.load(); }
  // False: there still are some at the end of the time.
  bool AwaitNone(std::chrono::nanoseconds patience) {
    std::unique_lock lock(mutex_);
    return none_.wait_for(lock, patience, [this] { return count_.load() == 0; });
  }
  void AwaitNone() {
    std::unique_lock lock(mutex_);
    none_.wait(lock, [this] { return count_.load() == 0; });
  }

 private:
  std::atomic<std::size_t> count_{0};
  std::mutex mutex_;
  std::condition_variable none_;
};

// One of them, from before it is made until it is gone altogether.
class Live {
 public:
  explicit Live(LiveCount& count) : count_(count) { count_.Add(); }
  ~Live() { count_.Remove(); }
  Live(const Live&) = delete;
  Live& operator=(const Live&) = delete;

 private:
  LiveCount& count_;
};

// What the connections of a server share.
struct Site {
  const Limits& limits;
  const Front& front;
  Meter& meter;
  HandlerPool& pool;
  const Clock& clock;
  Random& random;
  Log& log;
  LiveCount live{};
  std::atomic<bool> is_ending{false};
};

}  // namespace dashflow::http
