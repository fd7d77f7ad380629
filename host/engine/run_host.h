// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string_view>
#include <thread>

#include "host/base/result.h"
#include "host/engine/program.h"

namespace dashflow::engine {

// What a run needs of its engine while it is under way. Outlives it. [any-thread]
class RunHost {
 public:
  virtual ~RunHost() = default;
  // A stream of the store that nobody else gets. REQUIRES: the run has a store.
  virtual Result<std::uint64_t> NewStream() = 0;
  // A workflow that a node calls by name. Error workflow_not_found.
  virtual Result<ProgramPtr> FindWorkflow(std::string_view name) = 0;

  // A thread of the store's is about to go on with a run, or will let go of one: the engine waits
  // for it before it ends. After LeaveToStore it touches nothing of the engine's.
  void EnterFromStore() { from_store_.fetch_add(1, std::memory_order_relaxed); }
  void LeaveToStore() { from_store_.fetch_sub(1, std::memory_order_release); }

  // Nodes that go on though their attempts were given up (stray/stray.h). Each is found once,
  // reported at most once, and may return.
  void StrayFound() { CountStrays(1, 1); }
  void StrayReported() { CountStrays(0, -1); }
  void StrayReturned(bool reported) { CountStrays(-1, reported ? 0 : -1); }

 protected:
  // Waits, at most so long, until each has returned or been reported. How many are left.
  int AwaitStrays(std::chrono::nanoseconds limit) {
    std::unique_lock lock(mutex_of_strays_);
    settled_.wait_for(lock, limit, [this] { return unreported_ <= 0; });
    return strays_;
  }
  std::size_t strays() {
    const std::lock_guard lock(mutex_of_strays_);
    return static_cast<std::size_t>(strays_);
  }

  // A run is done for its waiter a moment before the store's thread has left it.
  void AwaitStore() const {
    while (from_store_.load(std::memory_order_acquire) != 0) std::this_thread::yield();
  }

 private:
  void CountStrays(int strays, int unreported) {
    const std::lock_guard lock(mutex_of_strays_);
    strays_ += strays;
    unreported_ += unreported;
    settled_.notify_all();
  }

  std::atomic<std::uint32_t> from_store_{0};
  std::mutex mutex_of_strays_;
  std::condition_variable settled_;
  int strays_ = 0;
  int unreported_ = 0;
};

}  // namespace dashflow::engine
