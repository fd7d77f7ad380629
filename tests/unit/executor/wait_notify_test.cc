// SPDX-License-Identifier: Apache-2.0
#include <thread>

#include "tests/unit/executor/executors.h"

namespace dashflow::executor {
namespace {

class WaitNotifyTest : public ExecutorTest {};
DASHFLOW_EACH_EXECUTOR(WaitNotifyTest);

TEST_P(WaitNotifyTest, WaitReturnsAtOnceWhenDone) {
  Flag done{1};
  executor->Wait(done);
  EXPECT_EQ(done, 1);
}

TEST_P(WaitNotifyTest, NotifyWithoutAWaiterIsNotLost) {
  Flag done{0};
  executor->Notify(done);
  executor->Wait(done);
  EXPECT_EQ(done, 1);
}

TEST_P(WaitNotifyTest, AnotherThreadNotifies) {
  Flag done{0};
  std::thread other([this, &done] {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    executor->Notify(done);
  });
  executor->Wait(done);
  EXPECT_EQ(done, 1);
  other.join();
}

// The waiter frees the flag the moment it sees it: address and thread sanitizers judge what Notify
// does then.
TEST_P(WaitNotifyTest, TheFlagMayBeFreedAtOnce) {
  struct Owner {
    Executor& executor;
    std::unique_ptr<Flag> done;
  };
  const auto notify = [](Token token) noexcept {
    auto& self = *static_cast<Owner*>(token.run);
    self.executor.Notify(*self.done);
  };
  const auto lanes = executor->Open(1, notify, notify);
  for (int i = 0; i < 2000; ++i) {
    Owner owner{*executor, std::make_unique<Flag>(0)};
    lanes->SendStep({.run = &owner});
    executor->Wait(*owner.done);
    ASSERT_EQ(*owner.done, 1);
  }
}

TEST_P(WaitNotifyTest, OneNotifyWakesEveryWaiter) {
  Flag done{0};
  std::atomic<int> woken{0};
  const auto wait = [&] {
    executor->Wait(done);
    ++woken;
  };
  std::thread first(wait), second(wait), third(wait);
  std::this_thread::sleep_for(std::chrono::milliseconds(5));
  EXPECT_EQ(woken, 0);
  executor->Notify(done);
  first.join();
  second.join();
  third.join();
  EXPECT_EQ(woken, 3);
}

}  // namespace
}  // namespace dashflow::executor
