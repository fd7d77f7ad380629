// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "host/base/log.h"
#include "host/checkpoint/forwarding_store.h"

namespace dashflow::checkpoint {

struct Patience {
  std::chrono::nanoseconds budget = std::chrono::seconds(30);  // without any success; 0 = none
  std::chrono::nanoseconds first_delay = std::chrono::milliseconds(50);
  std::chrono::nanoseconds longest_delay = std::chrono::seconds(5);
};

// A store whose troubles are waited out: a commit that it cannot take (unavailable, full), or whose
// answer was lost (unknown), is made again after a while, until it is taken or the budget is over;
// then its code is passed on. What comes behind waits its turn, so that the order of commits stays.
// Nothing is written twice: after a lost answer the store is asked first whether it has the entry,
// and a conflict afterwards is told as `unknown`, for who can tell. Reads are passed on.
//
// `store` and `log` outlive it, and every commit is answered before its end. [any-thread]
class PatientStore final : public ForwardingStore {
 public:
  PatientStore(Store& store, const Patience& patience, Log& log);
  ~PatientStore() override;
  PatientStore(const PatientStore&) = delete;
  PatientStore& operator=(const PatientStore&) = delete;

  // The host is about to end: what waits gets its code now, and nothing waits any more.
  void GiveUp();
  // Why commits wait; nothing = none does.
  std::optional<std::string> Trouble() const;
  std::size_t held() const;  // commits that wait
  // Commits that were made again.
  std::uint64_t retries() const { return retries_made_.load(std::memory_order_relaxed); }

  void Commit(Batch& batch, void (*done)(void* context), void* context) override;
  std::string Reason() const override;

 private:
  struct Held;
  using HeldPtr = std::unique_ptr<Held>;
  using Queue = std::map<std::uint64_t, HeldPtr>;  // by the order of their commits

  static void Answered(void* context);
  void Answer(Held& held);
  std::vector<HeldPtr> TakeAnswered();
  bool MustWait(const Held& held) const;
  void Wait(HeldPtr held);
  void RetryLoop();
  bool Pause(std::unique_lock<std::mutex>& lock);
  void RetryAll(std::unique_lock<std::mutex>& lock);
  bool Retry(Held& held);
  std::vector<HeldPtr> Fail();

  const Patience patience_;
  Log& log_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::uint64_t next_ = 0;
  Queue under_way_;  // in the store
  Queue waiting_;    // not empty: the store is in trouble
  bool gives_up_ = false;
  bool over_ = false;
  std::atomic<std::uint64_t> retries_made_{0};
  std::chrono::steady_clock::time_point deadline_;
  std::chrono::nanoseconds delay_{0};
  std::thread retries_;  // from the first trouble on
};

}  // namespace dashflow::checkpoint
