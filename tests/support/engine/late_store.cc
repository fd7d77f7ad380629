// SPDX-License-Identifier: Apache-2.0
#include "tests/support/engine/late_store.h"

#include <algorithm>
#include <chrono>

namespace dashflow::testing {

LateStore::LateStore(checkpoint::Store& inner)
    : ForwardingStore(inner), thread_([this] { Work(); }) {}

LateStore::~LateStore() {
  {
    const std::lock_guard lock(mutex_);
    over_ = true;
    shut_ = false;
  }
  changed_.notify_all();
  thread_.join();
}

void LateStore::Shut() {
  {
    const std::lock_guard lock(mutex_);
    shut_ = true;
  }
  changed_.notify_all();
}

void LateStore::Open() {
  {
    const std::lock_guard lock(mutex_);
    shut_ = false;
  }
  changed_.notify_all();
}

std::size_t LateStore::most() const {
  const std::lock_guard lock(mutex_);
  return most_;
}

void LateStore::AwaitOut(std::size_t count) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return shut_ && out_ >= count; });
}

void LateStore::Commit(checkpoint::Batch& batch, void (*done)(void*), void* context) {
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back({&batch, done, context});
    most_ = std::max(most_, ++out_);
  }
  changed_.notify_all();
}

// The pause lets the run go on changing its state; what was to be stored must not change with it.
void LateStore::Work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return over_ || (!shut_ && !waiting_.empty()); });
    if (waiting_.empty()) return;
    const Waiting next = waiting_.front();
    waiting_.pop_front();
    lock.unlock();
    std::this_thread::sleep_for(std::chrono::microseconds(50));
    checkpoint::CommitAndWait(inner(), *next.batch);
    lock.lock();
    --out_;
    lock.unlock();
    next.done(next.context);
    lock.lock();
  }
}

}  // namespace dashflow::testing
