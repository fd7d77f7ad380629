// SPDX-License-Identifier: Apache-2.0
#include "host/engine/task/cancel_callbacks.h"

namespace dashflow::engine {

std::uint64_t CancelCallbacks::Add(Callback callback, void* context) {
  const std::lock_guard lock(mutex_);
  const std::uint64_t id = next_++;
  if (fired_) {
    callback(context);
  } else {
    entries_.push_back({id, callback, context});
  }
  return id;
}

void CancelCallbacks::Remove(std::uint64_t registration) {
  const std::lock_guard lock(mutex_);
  std::erase_if(entries_, [registration](const Entry& entry) { return entry.id == registration; });
}

void CancelCallbacks::Fire() {
  const std::lock_guard lock(mutex_);
  fired_ = true;
  while (!entries_.empty()) {
    const Entry entry = entries_.back();
    entries_.pop_back();
    entry.callback(entry.context);
  }
}

void CancelCallbacks::Reset() {
  entries_.clear();
  fired_ = false;
}

}  // namespace dashflow::engine
