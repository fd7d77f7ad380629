// SPDX-License-Identifier: Apache-2.0
#include <mutex>
#include <thread>
#include <vector>

#include "tests/unit/executor/executors.h"

namespace dashflow::executor {
namespace {

using namespace std::chrono_literals;

class TimersTest : public ExecutorTest {};
DASHFLOW_EACH_EXECUTOR(TimersTest);

// Records the slots of the timers that ran; the one with slot kLast ends the wait.
struct Record {
  static constexpr std::uint32_t kLast = 1000;

  static void Fire(Token token) noexcept {
    auto& self = *static_cast<Record*>(token.run);
    const std::lock_guard lock(self.mutex);
    self.times.push_back(self.executor.clock().Mono());
    if (token.slot != kLast) return self.slots.push_back(token.slot);
    self.executor.Notify(self.done);
  }

  TimerId In(std::chrono::nanoseconds delay, std::uint32_t slot) {
    return executor.At(executor.clock().Mono() + delay, {.run = this, .slot = slot}, &Fire);
  }

  Executor& executor;
  std::mutex mutex{};
  std::vector<std::uint32_t> slots{};
  std::vector<MonoTime> times{};
  Flag done{0};
};

TEST_P(TimersTest, TheyRunInTheOrderOfTheirTimes) {
  Record record{*executor};
  const MonoTime start = executor->clock().Mono();
  record.In(30ms, Record::kLast);
  record.In(20ms, 2);
  record.In(10ms, 1);
  record.In(25ms, 3);
  executor->Wait(record.done);
  EXPECT_EQ(record.slots, (std::vector<std::uint32_t>{1, 2, 3}));
  EXPECT_GE(record.times[0] - start, 10ms);
  EXPECT_GE(record.times[3] - start, 30ms);
}

TEST_P(TimersTest, ATimeInThePastRunsSoon) {
  Record record{*executor};
  record.In(-1h, Record::kLast);
  executor->Wait(record.done);
  EXPECT_EQ(record.times.size(), 1);
}

TEST_P(TimersTest, ACancelledTimerNeverRuns) {
  Record record{*executor};
  const TimerId cancelled = record.In(10ms, 1);
  record.In(20ms, 2);
  record.In(30ms, Record::kLast);
  EXPECT_TRUE(executor->CancelTimer(cancelled));
  EXPECT_FALSE(executor->CancelTimer(cancelled));
  executor->Wait(record.done);
  EXPECT_EQ(record.slots, (std::vector<std::uint32_t>{2}));
}

TEST_P(TimersTest, ATimerThatRanCannotBeCancelled) {
  Record record{*executor};
  const TimerId timer = record.In(1ms, 1);
  record.In(2ms, Record::kLast);
  executor->Wait(record.done);
  EXPECT_FALSE(executor->CancelTimer(timer));
}

TEST_P(TimersTest, ATimerIsNotCancelledByTheIdOfAnEarlierOne) {
  Record record{*executor};
  const TimerId old = record.In(1h, 1);
  EXPECT_TRUE(executor->CancelTimer(old));
  record.In(1ms, Record::kLast);
  EXPECT_FALSE(executor->CancelTimer(old));
  executor->Wait(record.done);
}

// Whatever the race says, a timer either runs or was cancelled, never both and never neither.
TEST_P(TimersTest, CancelRacesWithTheTimer) {
  constexpr std::uint32_t kTimers = 500;
  Record record{*executor};
  std::vector<TimerId> timers;
  for (std::uint32_t i = 0; i < kTimers; ++i) timers.push_back(record.In(i * 4us, i));
  record.In(20ms, Record::kLast);
  std::size_t cancelled = 0;
  std::thread canceller([&] {
    for (const TimerId timer : timers) cancelled += executor->CancelTimer(timer) ? 1 : 0;
  });
  executor->Wait(record.done);
  canceller.join();
  EXPECT_EQ(record.slots.size() + cancelled, kTimers);
}

TEST_P(TimersTest, ATimerSendsToALane) {
  struct Chain {
    Executor& executor;
    std::unique_ptr<Lanes> lanes;
    Flag done{0};
  } chain{*executor, nullptr};
  const auto end = [](Token token) noexcept {
    auto& self = *static_cast<Chain*>(token.run);
    self.executor.Notify(self.done);
  };
  chain.lanes = executor->Open(1, end, end);
  executor->At(executor->clock().Mono() + 2ms, {.run = &chain}, [](Token token) noexcept {
    static_cast<Chain*>(token.run)->lanes->SendTask(0, token);
  });
  executor->Wait(chain.done);
  EXPECT_EQ(chain.done, 1);
}

}  // namespace
}  // namespace dashflow::executor
