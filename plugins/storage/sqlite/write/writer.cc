// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sqlite/write/writer.h"

#include <pthread.h>

#include <utility>

namespace dashflow::sqlite {

Writer::Writer(std::unique_ptr<WriteSession> session)
    : session_(std::move(session)), thread_([this] { Run(); }) {
  ::pthread_setname_np(thread_.native_handle(), "df-sqlite");
}

Writer::~Writer() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  submitted_.notify_one();
  thread_.join();
}

void Writer::Submit(sdk::StoreCommit commit) {
  bool wake = false;
  {
    const std::lock_guard lock(mutex_);
    queue_.push_back(std::move(commit));
    wake = std::exchange(waiting_, false);
  }
  if (wake) submitted_.notify_one();
}

bool Writer::Take(std::vector<sdk::StoreCommit>& group) {
  std::unique_lock lock(mutex_);
  while (queue_.empty() && !stopping_) {
    waiting_ = true;
    submitted_.wait(lock);
  }
  waiting_ = false;
  group.swap(queue_);
  return !group.empty();
}

void Writer::Run() {
  std::vector<sdk::StoreCommit> group;
  while (Take(group)) {
    session_->CommitGroup(group);
    for (auto& commit : group) commit.Answer();
    group.clear();
    session_->Checkpoint();
  }
}

}  // namespace dashflow::sqlite
