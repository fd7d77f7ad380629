// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <mutex>
#include <vector>

namespace dashflow::engine {

// Who wants to hear of a cancellation. Callbacks run once; Remove returns after a running one has
// ended, unless it is called from inside it. [any-thread]
class CancelCallbacks {
 public:
  using Callback = void (*)(void* context);
  // Calls at once when Fire was before. Returns what Remove takes.
  std::uint64_t Add(Callback callback, void* context);
  void Remove(std::uint64_t registration);
  void Fire();
  // Ready for another use. REQUIRES: nobody else uses it.
  void Reset();

 private:
  struct Entry {
    std::uint64_t id;
    Callback callback;
    void* context;
  };
  std::recursive_mutex mutex_;
  std::vector<Entry> entries_;
  std::uint64_t next_ = 1;
  bool fired_ = false;
};

}  // namespace dashflow::engine
