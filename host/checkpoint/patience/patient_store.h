// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "host/base/log.h"
#include "host/checkpoint/store.h"

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
class PatientStore final : public Store {
 public:
  PatientStore(Store& store, const Patience& patience, Log& log);
  ~PatientStore() override;
  PatientStore(const PatientStore&) = delete;
  PatientStore& operator=(const PatientStore&) = delete;

  // The host is about to end: what waits gets its code now, and nothing waits any more.
  void GiveUp();

  DurabilityClass durability() const override { return store_.durability(); }
  void Commit(Batch& batch, void (*done)(void* context), void* context) override;
  StoreCode Get(std::string_view space, std::string_view key, const EntrySink& sink) override {
    return store_.Get(space, key, sink);
  }
  StoreCode Scan(const ScanRange& range, const EntrySink& sink) override {
    return store_.Scan(range, sink);
  }
  // NOLINTNEXTLINE(readability-function-size): the interface's parameters
  StoreCode Read(std::uint64_t stream, std::uint64_t from, std::uint64_t to, bool reverse,
                 std::uint64_t limit, const EntrySink& sink) override {
    return store_.Read(stream, from, to, reverse, limit, sink);
  }
  StoreCode GetBlob(std::string_view hash, const EntrySink& sink) override {
    return store_.GetBlob(hash, sink);
  }
  std::int64_t Now() const override { return store_.Now(); }
  std::string Reason() const override;
  std::string_view url() const override { return store_.url(); }

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

  Store& store_;
  const Patience patience_;
  Log& log_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::uint64_t next_ = 0;
  Queue under_way_;  // in the store
  Queue waiting_;    // not empty: the store is in trouble
  bool gives_up_ = false;
  bool over_ = false;
  std::chrono::steady_clock::time_point deadline_;
  std::chrono::nanoseconds delay_{0};
  std::thread retries_;  // from the first trouble on
};

}  // namespace dashflow::checkpoint
