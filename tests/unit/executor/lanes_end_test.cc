// SPDX-License-Identifier: Apache-2.0
#include <thread>

#include "tests/unit/executor/executors.h"

namespace dashflow::executor {
namespace {

class LanesEndTest : public ExecutorTest {};
DASHFLOW_EACH_EXECUTOR(LanesEndTest);

// What a body does after it told the waiter belongs to its token.
struct Slow {
  static void Run(Token token) noexcept {
    auto& self = *static_cast<Slow*>(token.run);
    self.executor.Notify(self.done);
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    self.ended = true;
  }

  Executor& executor;
  std::atomic<bool> ended{false};
  Flag done{0};
};

TEST_P(LanesEndTest, DestructionWaitsForTheEndOfABody) {
  Slow slow{*executor};
  auto lanes = executor->Open(1, Slow::Run, Slow::Run);
  lanes->SendTask(0, {.run = &slow});
  executor->Wait(slow.done);
  lanes.reset();
  EXPECT_TRUE(slow.ended);
}

TEST_P(LanesEndTest, DrainWaitsForTheEndOfABody) {
  Slow slow{*executor};
  const auto lanes = executor->Open(1, Slow::Run, Slow::Run);
  lanes->SendStep({.run = &slow});
  executor->Wait(slow.done);
  lanes->Drain();
  EXPECT_TRUE(slow.ended);
}

TEST_P(LanesEndTest, DrainWaitsForTheEndOfABlockingBody) {
  Slow slow{*executor};
  executor->Block({.run = &slow}, Slow::Run);
  executor->Wait(slow.done);
  executor->Drain();
  EXPECT_TRUE(slow.ended);
}

TEST_P(LanesEndTest, DrainWaitsForTheEndOfATimersBody) {
  Slow slow{*executor};
  const MonoTime now = executor->clock().Mono();
  const TimerId later = executor->At(now + std::chrono::hours(1), {.run = &slow}, Slow::Run);
  executor->At(now, {.run = &slow}, Slow::Run);
  executor->Wait(slow.done);
  executor->Drain();
  EXPECT_TRUE(slow.ended);
  EXPECT_TRUE(executor->CancelTimer(later));
}

TEST_P(LanesEndTest, ABodyMayDropItsOwnLanes) {
  struct Owner {
    Executor& executor;
    std::unique_ptr<Lanes> lanes;
    Flag done{0};
  } owner{*executor, nullptr};
  const auto drop = [](Token token) noexcept {
    auto& self = *static_cast<Owner*>(token.run);
    self.lanes.reset();
    self.executor.Notify(self.done);
  };
  owner.lanes = executor->Open(1, drop, drop);
  owner.lanes->SendTask(0, {.run = &owner});
  executor->Wait(owner.done);
  EXPECT_EQ(owner.lanes, nullptr);
}

TEST_P(LanesEndTest, UnusedLanesEnd) {
  const auto body = [](Token) noexcept {};
  for (int i = 0; i < 50; ++i) executor->Open(100, body, body);
  executor.reset();
  EXPECT_EQ(executor, nullptr);
}

}  // namespace
}  // namespace dashflow::executor
