// SPDX-License-Identifier: Apache-2.0
#include <thread>
#include <vector>

#include "tests/unit/executor/executors.h"

namespace dashflow::executor {
namespace {

class ConformanceTest : public ExecutorTest {};
DASHFLOW_EACH_EXECUTOR(ConformanceTest);

// Counts tokens by slot and ends when all came.
struct Count {
  Count(Executor& runs, std::uint32_t expected) : executor(runs), left(expected), seen(expected) {}

  static void Take(Token token) noexcept {
    auto& self = *static_cast<Count*>(token.run);
    self.seen[token.slot].fetch_add(1);
    if (self.left.fetch_sub(1) == 1) self.executor.Notify(self.done);
  }
  void ExpectEachOnce() const {
    for (std::size_t i = 0; i < seen.size(); ++i) ASSERT_EQ(seen[i].load(), 1) << "token " << i;
  }

  Executor& executor;
  std::atomic<std::uint32_t> left;
  std::vector<std::atomic<int>> seen;
  Flag done{0};
};

TEST_P(ConformanceTest, EveryTokenRunsOnceOnEveryLane) {
  constexpr std::uint32_t kNodes = 10;
  constexpr std::uint32_t kTokens = 5000;
  Count count(*executor, kTokens);
  const auto lanes = executor->Open(kNodes, &Count::Take, &Count::Take);
  for (std::uint32_t i = 0; i < kTokens; ++i) {
    const Token token{.run = &count, .slot = i};
    i % (kNodes + 1) == kNodes ? lanes->SendStep(token) : lanes->SendTask(i % (kNodes + 1), token);
  }
  executor->Wait(count.done);
  count.ExpectEachOnce();
}

TEST_P(ConformanceTest, ABodyGetsTheTokenThatWasSent) {
  struct Seen {
    Executor& executor;
    Token token;
    Flag done{0};
  } seen{*executor, {}};
  const auto body = [](Token token) noexcept {
    auto& self = *static_cast<Seen*>(token.run);
    self.token = token;
    self.executor.Notify(self.done);
  };
  const auto lanes = executor->Open(1, body, body);
  lanes->SendTask(0, {.run = &seen, .slot = 4'000'000'000, .generation = 17});
  executor->Wait(seen.done);
  EXPECT_EQ(seen.token.slot, 4'000'000'000);
  EXPECT_EQ(seen.token.generation, 17);
}

TEST_P(ConformanceTest, TaskAndStepBodiesAreNotMixedUp) {
  struct Bodies {
    Executor& executor;
    std::atomic<int> tasks{0}, steps{0};
    Flag done{0};
  } bodies{*executor};
  const auto task = [](Token token) noexcept { ++static_cast<Bodies*>(token.run)->tasks; };
  const auto step = [](Token token) noexcept { ++static_cast<Bodies*>(token.run)->steps; };
  {
    const auto lanes = executor->Open(3, task, step);
    for (std::uint32_t i = 0; i < 3; ++i) lanes->SendTask(i, {.run = &bodies});
    lanes->SendStep({.run = &bodies});
    while (bodies.tasks + bodies.steps < 4) {
      executor->At(executor->clock().Mono(), {.run = &bodies}, [](Token token) noexcept {
        auto& self = *static_cast<Bodies*>(token.run);
        self.executor.Notify(self.done);
      });
      executor->Wait(bodies.done);
      bodies.done = 0;
    }
  }
  EXPECT_EQ(bodies.tasks, 3);
  EXPECT_EQ(bodies.steps, 1);
}

// A run of `steps` supersteps of `width` tasks: the shape in which the engine uses an executor.
struct LoopRun {
  static constexpr std::uint32_t kWidth = 5;

  static void Step(Token token) noexcept {
    auto& run = *static_cast<LoopRun*>(token.run);
    if (run.steps-- == 0) return run.executor.Notify(run.done);
    run.left = kWidth;
    for (std::uint32_t i = 0; i < kWidth; ++i) run.lanes->SendTask(i, {.run = &run, .slot = i});
  }
  static void Task(Token token) noexcept {
    auto& run = *static_cast<LoopRun*>(token.run);
    ++run.tasks;
    if (run.left.fetch_sub(1) == 1) run.lanes->SendStep({.run = &run});
  }

  Executor& executor;
  Lanes* lanes;
  int steps = 100;
  std::atomic<std::uint32_t> left{0};
  std::atomic<int> tasks{0};
  Flag done{0};
};

TEST_P(ConformanceTest, ManyRunsShareTheLanes) {
  const auto lanes = executor->Open(LoopRun::kWidth, &LoopRun::Task, &LoopRun::Step);
  std::vector<std::unique_ptr<LoopRun>> runs;
  for (int i = 0; i < 100; ++i) runs.emplace_back(new LoopRun{*executor, lanes.get()});
  for (const auto& run : runs) lanes->SendStep({.run = run.get()});
  for (const auto& run : runs) {
    executor->Wait(run->done);
    EXPECT_EQ(run->tasks, 100 * static_cast<int>(LoopRun::kWidth));
  }
}

TEST_P(ConformanceTest, OtherThreadsSend) {
  constexpr std::uint32_t kThreads = 4;
  constexpr std::uint32_t kEach = 2000;
  Count count(*executor, kThreads * kEach);
  const auto lanes = executor->Open(8, &Count::Take, &Count::Take);
  std::vector<std::thread> senders;
  for (std::uint32_t t = 0; t < kThreads; ++t) {
    senders.emplace_back([&lanes, &count, t] {
      for (std::uint32_t i = 0; i < kEach; ++i) {
        lanes->SendTask(i % 8, {.run = &count, .slot = t * kEach + i});
      }
    });
  }
  executor->Wait(count.done);
  for (std::thread& sender : senders) sender.join();
  count.ExpectEachOnce();
}

TEST_P(ConformanceTest, BlockRunsEveryBody) {
  constexpr std::uint32_t kJobs = 1000;
  Count count(*executor, kJobs);
  for (std::uint32_t i = 0; i < kJobs; ++i)
    executor->Block({.run = &count, .slot = i}, &Count::Take);
  executor->Wait(count.done);
  count.ExpectEachOnce();
}

TEST_P(ConformanceTest, ABlockingBodyMayWaitForLanes) {
  struct Outer {
    Executor& executor;
    std::unique_ptr<Lanes> lanes;
    std::atomic<int> inner{0};
    Flag inner_done{0}, done{0};
  } outer{*executor, nullptr};
  const auto task = [](Token token) noexcept {
    auto& self = *static_cast<Outer*>(token.run);
    ++self.inner;
    self.executor.Notify(self.inner_done);
  };
  outer.lanes = executor->Open(1, task, task);
  executor->Block({.run = &outer}, [](Token token) noexcept {
    auto& self = *static_cast<Outer*>(token.run);
    self.lanes->SendTask(0, token);
    self.executor.Wait(self.inner_done);
    self.executor.Notify(self.done);
  });
  executor->Wait(outer.done);
  EXPECT_EQ(outer.inner, 1);
}

TEST_P(ConformanceTest, AThousandLanesTakeTokensEach) {
  constexpr std::uint32_t kNodes = 1000;
  Count count(*executor, kNodes);
  const auto lanes = executor->Open(kNodes, &Count::Take, &Count::Take);
  for (std::uint32_t i = 0; i < kNodes; ++i) lanes->SendTask(i, {.run = &count, .slot = i});
  executor->Wait(count.done);
  count.ExpectEachOnce();
}

TEST_P(ConformanceTest, SeveralThreadsWait) {
  constexpr std::uint32_t kTokens = 1000;
  Count first(*executor, kTokens), second(*executor, kTokens);
  const auto lanes = executor->Open(2, &Count::Take, &Count::Take);
  for (std::uint32_t i = 0; i < kTokens; ++i) {
    lanes->SendTask(0, {.run = &first, .slot = i});
    lanes->SendTask(1, {.run = &second, .slot = i});
  }
  std::thread other([this, &second] { executor->Wait(second.done); });
  executor->Wait(first.done);
  other.join();
  first.ExpectEachOnce();
  second.ExpectEachOnce();
}

}  // namespace
}  // namespace dashflow::executor
