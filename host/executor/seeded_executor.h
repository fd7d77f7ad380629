// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <vector>

#include "host/base/random.h"
#include "host/executor/executor.h"
#include "host/executor/strands.h"
#include "host/executor/timer_heap.h"
#include "host/executor/virtual_clock.h"

namespace dashflow::executor {

struct SeededOptions {
  std::uint64_t seed = 0;
  WallTime start = WallTime(std::chrono::days(20'000));  // 2024-10-04
  // Real time that it waits for sends from other threads before it moves the virtual clock to the
  // next timer. 0 suits nodes that complete on the executor; with nodes that complete from threads
  // of their own, timers win otherwise.
  std::chrono::milliseconds grace{0};
};

// The executor of tests: everything, Block's bodies too, runs one after the other while a thread is
// in Wait, in an order drawn from the seed; equal seeds give equal orders as long as no other
// thread sends. Time is virtual: it stands still while anything is left to run, then jumps to the
// next timer. Every function is [any-thread]: of several threads in Wait one drives, the others
// wait. A body may call Wait: it gives its turn up, and goes on as soon as it may. Destruction
// REQUIRES that no body waits.
class SeededExecutor final : public Executor {
 public:
  explicit SeededExecutor(const SeededOptions& options = {});

  std::unique_ptr<Lanes> Open(std::uint32_t nodes, Body task, Body step) override;
  void Block(Token token, Body body) override;
  TimerId At(MonoTime when, Token token, Body body) override;
  bool CancelTimer(TimerId timer) override;
  // A body that waits keeps no other.
  bool AddStandIn(Crew) override { return true; }
  void DismissStandIn(Crew) override {}
  // Nothing runs outside Wait.
  void Drain() override {}
  // With nothing to run and no timer it sleeps until another thread sends or notifies.
  void Wait(const std::atomic<std::uint32_t>& done) override;
  void Notify(std::atomic<std::uint32_t>& done) override;
  const Clock& clock() const override { return clock_; }
  // Lets so much virtual time pass, and does what comes due meanwhile.
  void Pass(std::chrono::nanoseconds time);

 private:
  using Lock = std::unique_lock<std::mutex>;

  void Drive(Lock& lock, const std::atomic<std::uint32_t>& done);
  std::optional<Job> Next();
  Job TakeReady(std::size_t index);
  bool TimerIsDue() const;
  void Idle(Lock& lock);

  const std::chrono::milliseconds grace_;
  VirtualClock clock_;
  SeededRandom random_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Job> ready_;
  TimerHeap timers_;
  Strands strands_;
  bool drives_ = false;  // a thread does, inside its Wait
};

}  // namespace dashflow::executor
