// SPDX-License-Identifier: Apache-2.0
#include "host/executor/blocking_pool.h"

#include <utility>

#include "host/executor/thread/os_thread.h"

namespace dashflow::executor {

Result<std::unique_ptr<BlockingPool>> BlockingPool::Start(const BlockingOptions& options) {
  std::unique_ptr<BlockingPool> pool(new BlockingPool(options));
  pool->threads_ = 1;
  DF_TRY(pool->StartOne());
  return pool;
}

BlockingPool::~BlockingPool() {
  std::unique_lock lock(mutex_);
  stop_ = true;
  work_.notify_all();
  settled_.wait(lock, [this] { return threads_ == 0; });
  JoinFinished(lock);
}

void BlockingPool::Run(Job job) {
  std::unique_lock lock(mutex_);
  queue_.push_back(job);
  HandOut(lock);
}

void BlockingPool::RunFirst(Job job) {
  std::unique_lock lock(mutex_);
  queue_.push_front(job);
  HandOut(lock);
}

// Somebody takes the job that has come.
void BlockingPool::HandOut(std::unique_lock<std::mutex>& lock) {
  if (NeedsThread()) return Grow(lock);
  lock.unlock();
  work_.notify_one();
}

void BlockingPool::AddStandIn() {
  std::unique_lock lock(mutex_);
  ++stand_ins_;
  if (NeedsThread()) Grow(lock);
}

// Whoever is one too many leaves when it is idle.
void BlockingPool::DismissStandIn() {
  const std::lock_guard lock(mutex_);
  --stand_ins_;
}

bool BlockingPool::NeedsThread() const {
  return queue_.size() > idle_ && threads_ < options_.threads + stand_ins_;
}

// Without a new thread a job waits for one of those that run: one always stays.
void BlockingPool::Grow(std::unique_lock<std::mutex>& lock) {
  ++threads_;
  JoinFinished(lock);
  lock.unlock();
  static_cast<void>(StartOne());
}

void BlockingPool::Drain() {
  std::unique_lock lock(mutex_);
  settled_.wait(lock, [this] { return queue_.empty() && idle_ == threads_; });
}

std::size_t BlockingPool::thread_count() const {
  const std::lock_guard lock(mutex_);
  return threads_;
}

Status BlockingPool::StartOne() {
  const auto thread = StartThread({.name = "df-blocking", .stack = options_.stack}, &Enter, this);
  if (thread.has_value()) return Ok();
  const std::lock_guard lock(mutex_);
  --threads_;
  settled_.notify_all();
  return thread.error();
}

void* BlockingPool::Enter(void* self) {
  static_cast<BlockingPool*>(self)->Loop();
  return nullptr;
}

void BlockingPool::Loop() {
  std::unique_lock lock(mutex_);
  while (WaitForJob(lock)) {
    const Job job = queue_.front();
    queue_.pop_front();
    lock.unlock();
    job.Run();
    lock.lock();
  }
  --threads_;
  finished_.push_back(pthread_self());
  settled_.notify_all();
}

bool BlockingPool::WaitForJob(std::unique_lock<std::mutex>& lock) {
  while (queue_.empty()) {
    if (stop_) return false;
    if (++idle_ == threads_) settled_.notify_all();
    const bool called = work_.wait_for(lock, options_.idle) == std::cv_status::no_timeout;
    --idle_;
    if (!called && queue_.empty() && threads_ > 1) return false;
  }
  return true;
}

void BlockingPool::JoinFinished(std::unique_lock<std::mutex>& lock) {
  const auto finished = std::exchange(finished_, {});
  lock.unlock();
  for (const pthread_t thread : finished) JoinThread(thread);
  lock.lock();
}

}  // namespace dashflow::executor
