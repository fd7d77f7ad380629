// SPDX-License-Identifier: Apache-2.0
#include "call/cancel_list.hpp"

namespace dashflow::sdk::testing {

void CancelList::Cancel() {
  __atomic_store_n(&flag_, 1, __ATOMIC_RELEASE);
  CallAll();
}

std::uint64_t CancelList::Add(Callback callback, void* context) {
  std::uint64_t id = 0;
  {
    const std::lock_guard lock(mutex_);
    id = ++last_id_;
    entries_.emplace(id, Entry{callback, context});
  }
  if (cancelled()) CallAll();
  return id;
}

void CancelList::Remove(std::uint64_t registration) {
  std::unique_lock lock(mutex_);
  entries_.erase(registration);
  idle_.wait(lock,
             [&] { return running_ != registration || running_on_ == std::this_thread::get_id(); });
}

void CancelList::CallAll() {
  std::unique_lock lock(mutex_);
  while (!entries_.empty() && running_ == 0) {
    const auto entry = entries_.extract(entries_.begin());
    running_ = entry.key();
    running_on_ = std::this_thread::get_id();
    lock.unlock();
    entry.mapped().callback(entry.mapped().context);
    lock.lock();
    running_ = 0;
    idle_.notify_all();
  }
}

}  // namespace dashflow::sdk::testing
