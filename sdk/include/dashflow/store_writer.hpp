// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <dashflow/store_types.hpp>
#include <future>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace dashflow::sdk {

// The thread of a store that commits. Whatever was handed in while it committed makes the next
// group, so that the price of a sync or a round trip is shared by all who wait for it. [any-thread]
//
// Session has
//   void Started() noexcept;                              on the thread, first of all
//   void CommitGroup(std::span<StoreCommit>) noexcept;    gives each batch a result, answers nobody
//   void AfterGroup() noexcept;                           when the group is answered
template <class Session>
class StoreWriter {
 public:
  explicit StoreWriter(std::unique_ptr<Session> session)
      : session_(std::move(session)), thread_([this] { Run(); }) {}

  // After the last commit is answered.
  ~StoreWriter() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    submitted_.notify_one();
    thread_.join();
  }

  // Queues; answered by the writer's thread, in order, with no lock held.
  void Submit(StoreCommit commit) {
    bool wake = false;
    {
      const std::lock_guard lock(mutex_);
      queue_.push_back(std::move(commit));
      wake = std::exchange(waiting_, false);
    }
    if (wake) submitted_.notify_one();
  }

  // Calls job(session) on the thread that commits, while it commits nothing, and waits for it. What
  // it throws is thrown here.
  template <class Job>
  void Between(Job job) {
    std::packaged_task<void(Session&)> task(std::move(job));
    std::future<void> over = task.get_future();
    {
      const std::lock_guard lock(mutex_);
      jobs_.push_back(std::move(task));
      waiting_ = false;
    }
    submitted_.notify_one();
    over.get();
  }

 private:
  using Jobs = std::vector<std::packaged_task<void(Session&)>>;

  void Run() {
    session_->Started();
    std::vector<StoreCommit> group;
    Jobs jobs;
    while (Take(group, jobs)) {
      if (!group.empty()) Commit(group);
      for (auto& job : jobs) job(*session_);
      jobs.clear();
    }
  }

  void Commit(std::vector<StoreCommit>& group) {
    session_->CommitGroup(group);
    for (auto& commit : group) commit.Answer();
    group.clear();
    session_->AfterGroup();
  }

  // False when there is nothing left and there will be nothing more.
  bool Take(std::vector<StoreCommit>& group, Jobs& jobs) {
    std::unique_lock lock(mutex_);
    while (queue_.empty() && jobs_.empty() && !stopping_) {
      waiting_ = true;
      submitted_.wait(lock);
    }
    waiting_ = false;
    group.swap(queue_);
    jobs.swap(jobs_);
    return !group.empty() || !jobs.empty();
  }

  std::unique_ptr<Session> session_;
  std::mutex mutex_;
  std::condition_variable submitted_;
  std::vector<StoreCommit> queue_;
  Jobs jobs_;
  bool waiting_ = false;
  bool stopping_ = false;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace dashflow::sdk
