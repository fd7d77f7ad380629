// SPDX-License-Identifier: Apache-2.0
#include "call/completion.hpp"

void df_completion::Begin() {
  const std::lock_guard lock(mutex_);
  begun_ = true;
}

bool df_completion::begun() const {
  const std::lock_guard lock(mutex_);
  return begun_;
}

bool df_completion::done() const {
  const std::lock_guard lock(mutex_);
  return done_;
}

bool df_completion::Complete(df_status status) {
  const std::lock_guard lock(mutex_);
  if (!begun_ || done_) return false;
  done_ = true;
  status_ = status;
  changed_.notify_all();
  return true;
}

df_status df_completion::Wait(std::chrono::milliseconds limit) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, limit, [&] { return done_; });
  return status_;
}
