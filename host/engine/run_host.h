// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
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

 protected:
  // A run is done for its waiter a moment before the store's thread has left it.
  void AwaitStore() const {
    while (from_store_.load(std::memory_order_acquire) != 0) std::this_thread::yield();
  }

 private:
  std::atomic<std::uint32_t> from_store_{0};
};

}  // namespace dashflow::engine
