// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <thread>

namespace dashflow::sdk::testing {

// The cancel flag of a call and who wants to know. [any-thread]
class CancelList {
 public:
  using Callback = void (*)(void* context);

  const std::uint32_t* flag() const { return &flag_; }
  bool cancelled() const { return __atomic_load_n(&flag_, __ATOMIC_ACQUIRE) != 0; }

  void Cancel();
  std::uint64_t Add(Callback callback, void* context);
  // Returns after a callback of `registration` that is running has ended, unless called from inside
  // it.
  void Remove(std::uint64_t registration);

 private:
  struct Entry {
    Callback callback;
    void* context;
  };
  void CallAll();

  std::uint32_t flag_ = 0;
  std::mutex mutex_;
  std::condition_variable idle_;
  std::uint64_t last_id_ = 0;
  std::uint64_t running_ = 0;
  std::thread::id running_on_;
  std::map<std::uint64_t, Entry> entries_;
};

}  // namespace dashflow::sdk::testing
