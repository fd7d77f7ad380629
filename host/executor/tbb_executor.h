// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "host/base/result.h"
#include "host/executor/blocking_pool.h"
#include "host/executor/executor.h"

namespace dashflow::executor {

struct TbbOptions {
  unsigned workers = 0;  // threads that run lanes; 0 is one a CPU that this process may use
  BlockingOptions blocking{};
};

// The executor of a running host: lanes are oneTBB flow graphs in one arena, blocking bodies have
// threads of their own, timers one thread. Make it before anything else touches TBB: the number of
// workers is settled at the first use.
class TbbExecutor final : public Executor {
 public:
  static Result<std::unique_ptr<TbbExecutor>> Create(const TbbOptions& options = {});
  // REQUIRES: all lanes are gone. Runs what was given to Block; timers that are not due never run.
  ~TbbExecutor() override;
  TbbExecutor(const TbbExecutor&) = delete;
  TbbExecutor& operator=(const TbbExecutor&) = delete;

  // The destructor of the lanes waits for every token that was sent and for the bodies that run. It
  // may be called by such a body: then the graph ends on a blocking thread.
  std::unique_ptr<Lanes> Open(std::uint32_t nodes, Body task, Body step) override;
  void Block(Token token, Body body) override;
  TimerId At(MonoTime when, Token token, Body body) override;
  bool CancelTimer(TimerId timer) override;
  bool AddStandIn(Crew crew) override;
  void DismissStandIn(Crew crew) override;
  void Drain() override;
  void Wait(const std::atomic<std::uint32_t>& done) override;
  void Notify(std::atomic<std::uint32_t>& done) override;
  const Clock& clock() const override;

 private:
  struct Parts;
  explicit TbbExecutor(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace dashflow::executor
