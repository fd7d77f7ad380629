// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

// One thread that does jobs in their order: a stand-in for the event loop of a client library.
// Its destructor does what is left and ends the thread. [any-thread]
class Worker {
 public:
  Worker() : thread_([this] { Loop(); }) {}
  ~Worker();
  void Do(std::function<void()> job);

 private:
  void Loop();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> jobs_;
  bool closing_ = false;
  std::thread thread_;
};
