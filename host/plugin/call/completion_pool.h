// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/call.h>

#include <atomic>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <vector>

#include "host/base/log.h"

namespace dashflow::plugin {

struct CallFrame;

// The completions that plugins hold. Each is good for one use: what uses it first, takes the call;
// a second use is found out, counted and logged, also long after the call is gone, for the memory
// of a slot stays as long as the pool and a slot is used again only after all others. [any-thread]
class CompletionPool {
 public:
  explicit CompletionPool(Log& log);
  CompletionPool(const CompletionPool&) = delete;
  CompletionPool& operator=(const CompletionPool&) = delete;
  ~CompletionPool();

  // Null when there is no memory.
  df_completion* Open(CallFrame& frame) noexcept;
  // Ends a completion of whatever pool and gives its call; null when it was used before.
  // `completion` may be null.
  static CallFrame* Close(df_completion* completion) noexcept;

  // How often a completion was used again.
  std::uint64_t misuses() const { return misuses_.load(std::memory_order_relaxed); }
  std::size_t open() const { return open_.load(std::memory_order_relaxed); }
  void CountMisuse(const char* what) noexcept;

 private:
  struct Slot;

  Slot* TakeSlot();
  void GiveBack(Slot& slot) noexcept;

  Log& log_;
  std::mutex mutex_;
  std::deque<Slot*> free_;
  std::vector<std::unique_ptr<Slot[]>> blocks_;
  std::atomic<std::uint64_t> misuses_{0};
  std::atomic<std::size_t> open_{0};
};

}  // namespace dashflow::plugin
