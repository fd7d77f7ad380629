// SPDX-License-Identifier: Apache-2.0
#include "host/executor/tbb_executor.h"

#include <gtest/gtest.h>
#include <pthread.h>

#include <atomic>
#include <set>
#include <thread>

namespace dashflow::executor {
namespace {

using namespace std::chrono_literals;
using Flag = std::atomic<std::uint32_t>;

std::unique_ptr<TbbExecutor> Make(unsigned workers) {
  auto made = TbbExecutor::Create({.workers = workers});
  return made.has_value() ? std::move(made).value() : nullptr;
}

// Bodies that hold their worker until they are let go.
struct Hold {
  static void Body(Token token) noexcept {
    auto& self = *static_cast<Hold*>(token.run);
    ++self.held;
    while (!self.let_go) std::this_thread::yield();
  }
  bool Reaches(int count) const {
    for (int i = 0; i < 2000 && held < count; ++i) std::this_thread::sleep_for(1ms);
    return held >= count;
  }

  std::atomic<int> held{0};
  std::atomic<bool> let_go{false};
};

// An arena of one slot gets no worker by default: this is the machine with one CPU.
TEST(TbbExecutorTest, OneWorkerIsEnough) {
  const auto executor = Make(1);
  struct One {
    Executor& executor;
    Flag done{0};
  } one{*executor};
  const auto notify = [](Token token) noexcept {
    auto& self = *static_cast<One*>(token.run);
    self.executor.Notify(self.done);
  };
  const auto lanes = executor->Open(1, notify, notify);
  lanes->SendTask(0, {.run = &one});
  executor->Wait(one.done);
  EXPECT_EQ(one.done, 1);
}

TEST(TbbExecutorTest, AllWorkersWorkAtOnce) {
  const auto executor = Make(3);
  Hold hold;
  const auto lanes = executor->Open(1, &Hold::Body, &Hold::Body);
  for (int i = 0; i < 3; ++i) lanes->SendTask(0, {.run = &hold});
  EXPECT_TRUE(hold.Reaches(3)) << hold.held;
  hold.let_go = true;
}

// With every slot of the arena taken, task_arena::execute would make the sender wait.
TEST(TbbExecutorTest, ASendNeverWaitsForABusyWorker) {
  const auto executor = Make(2);
  Hold hold;
  const auto lanes = executor->Open(2, &Hold::Body, &Hold::Body);
  for (int i = 0; i < 2; ++i) lanes->SendTask(0, {.run = &hold});
  ASSERT_TRUE(hold.Reaches(2));
  for (int i = 0; i < 100; ++i) lanes->SendTask(1, {.run = &hold});
  lanes->SendStep({.run = &hold});
  EXPECT_EQ(hold.held, 2);
  hold.let_go = true;
  EXPECT_TRUE(hold.Reaches(103));
}

TEST(TbbExecutorTest, ThreadsAreNamed) {
  const auto executor = Make(2);
  struct Names {
    Executor& executor;
    std::string worker, blocking, timer;
    std::atomic<int> left{3};
    Flag done{0};
    static std::string Own() {
      char name[16] = {};
      pthread_getname_np(pthread_self(), name, sizeof name);
      return name;
    }
    void Finish() {
      if (left.fetch_sub(1) == 1) executor.Notify(done);
    }
  } names{*executor, {}, {}, {}};
  const auto worker = [](Token token) noexcept {
    auto& self = *static_cast<Names*>(token.run);
    self.worker = Names::Own();
    self.Finish();
  };
  const auto lanes = executor->Open(1, worker, worker);
  lanes->SendTask(0, {.run = &names});
  std::this_thread::sleep_for(1ms);
  executor->Block({.run = &names}, [](Token token) noexcept {
    auto& self = *static_cast<Names*>(token.run);
    self.blocking = Names::Own();
    self.Finish();
  });
  executor->At(executor->clock().Mono() + 1ms, {.run = &names}, [](Token token) noexcept {
    auto& self = *static_cast<Names*>(token.run);
    self.timer = Names::Own();
    self.Finish();
  });
  executor->Wait(names.done);
  EXPECT_EQ(names.worker, "df-worker");
  EXPECT_EQ(names.blocking, "df-blocking");
  EXPECT_EQ(names.timer, "df-timer");
}

// compile1000 has 10 ms for everything that a workflow of 1,000 nodes needs.
TEST(TbbExecutorTest, OpeningAThousandLanesIsCheap) {
  const auto executor = Make(2);
  const auto body = [](Token) noexcept {};
  executor->Open(1, body, body);
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < 100; ++i) executor->Open(1000, body, body);
  EXPECT_LT(std::chrono::steady_clock::now() - start, 200ms);
}

TEST(TbbExecutorTest, AStandInWorksWhileABodyDoesNotReturn) {
  const auto executor = Make(1);
  Hold stuck;
  Hold next{.let_go = true};
  const auto lanes = executor->Open(1, &Hold::Body, &Hold::Body);
  lanes->SendTask(0, {.run = &stuck});
  ASSERT_TRUE(stuck.Reaches(1));
  ASSERT_TRUE(executor->AddStandIn(Crew::kLanes));
  lanes->SendTask(0, {.run = &next});
  EXPECT_TRUE(next.Reaches(1));
  stuck.let_go = true;
  executor->DismissStandIn(Crew::kLanes);
}

TEST(TbbExecutorTest, StandInsAreBounded) {
  const auto executor = Make(1);
  int added = 0;
  while (added < 1000 && executor->AddStandIn(Crew::kLanes)) ++added;
  EXPECT_LT(added, 1000);
  while (added-- > 0) executor->DismissStandIn(Crew::kLanes);
  EXPECT_TRUE(executor->AddStandIn(Crew::kLanes));
  executor->DismissStandIn(Crew::kLanes);
}

}  // namespace
}  // namespace dashflow::executor
