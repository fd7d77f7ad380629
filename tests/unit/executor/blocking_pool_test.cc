// SPDX-License-Identifier: Apache-2.0
#include "host/executor/blocking_pool.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <string>
#include <thread>

namespace dashflow::executor {
namespace {

using namespace std::chrono_literals;

// Jobs that sleep together: `most` is how many did at once.
struct Sleepers {
  static void Sleep(Token token) noexcept {
    auto& self = *static_cast<Sleepers*>(token.run);
    const int now = ++self.asleep;
    int most = self.most;
    while (now > most && !self.most.compare_exchange_weak(most, now)) {
    }
    std::this_thread::sleep_for(20ms);
    --self.asleep;
    ++self.ran;
  }
  void Run(BlockingPool& pool, int jobs) {
    for (int i = 0; i < jobs; ++i) pool.Run({.body = &Sleep, .token = {.run = this}});
  }

  std::atomic<int> asleep{0}, most{0}, ran{0};
};

std::unique_ptr<BlockingPool> StartPool(const BlockingOptions& options) {
  auto pool = BlockingPool::Start(options);
  return pool.has_value() ? std::move(pool).value() : nullptr;
}

TEST(BlockingPoolTest, JobsSleepTogether) {
  Sleepers sleepers;
  const auto start = std::chrono::steady_clock::now();
  {
    const auto pool = StartPool({.threads = 50});
    sleepers.Run(*pool, 50);
  }
  EXPECT_EQ(sleepers.ran, 50);
  EXPECT_GT(sleepers.most, 10);
  EXPECT_LT(std::chrono::steady_clock::now() - start, 500ms);  // one after the other: 1 s
}

TEST(BlockingPoolTest, TheCapHoldsAndTheRestWaits) {
  Sleepers sleepers;
  {
    const auto pool = StartPool({.threads = 4});
    sleepers.Run(*pool, 20);
    EXPECT_LE(pool->thread_count(), 4);
  }
  EXPECT_EQ(sleepers.ran, 20);
  EXPECT_EQ(sleepers.most, 4);
}

// Notes its name; the first waits until it may end.
struct Named {
  static void Run(Token token) noexcept {
    auto& self = *static_cast<Named*>(token.run);
    while (self.waits != nullptr && !*self.waits) std::this_thread::yield();
    self.order->push_back(self.name);
  }
  Job job() { return {.body = &Run, .token = {.run = this}}; }

  char name;
  std::string* order;
  std::atomic<bool>* waits = nullptr;
};

TEST(BlockingPoolTest, WhatComesFirstGoesBeforeWhatWaits) {
  std::string order;
  std::atomic<bool> go{false};
  Named one{'1', &order, &go};
  Named two{'2', &order};
  Named three{'3', &order};
  {
    const auto pool = StartPool({.threads = 1});
    pool->Run(one.job());
    pool->Run(two.job());
    pool->RunFirst(three.job());
    go = true;
  }
  EXPECT_TRUE(order == "132" || order == "312") << order;  // whether it had begun already
}

TEST(BlockingPoolTest, IdleThreadsLeaveButOne) {
  const auto pool = StartPool({.threads = 8, .idle = 5ms});
  Sleepers sleepers;
  sleepers.Run(*pool, 8);
  EXPECT_EQ(pool->thread_count(), 8);
  for (int i = 0; i < 200 && pool->thread_count() > 1; ++i) std::this_thread::sleep_for(5ms);
  EXPECT_EQ(pool->thread_count(), 1);
  sleepers.Run(*pool, 1);
  for (int i = 0; i < 200 && sleepers.ran < 9; ++i) std::this_thread::sleep_for(5ms);
  EXPECT_EQ(sleepers.ran, 9);
}

TEST(BlockingPoolTest, AnIdleThreadIsUsedAgain) {
  const auto pool = StartPool({.threads = 8});
  std::atomic<int> ran{0};
  const auto count = [](Token token) noexcept { ++*static_cast<std::atomic<int>*>(token.run); };
  for (int i = 1; i <= 20; ++i) {
    pool->Run({.body = count, .token = {.run = &ran}});
    while (ran < i) std::this_thread::yield();
    std::this_thread::sleep_for(1ms);
  }
  EXPECT_LE(pool->thread_count(), 2);
}

// Stays until it is let go.
struct Stuck {
  static void Stay(Token token) noexcept { static_cast<Stuck*>(token.run)->left.wait(false); }
  void LetGo() {
    left = true;
    left.notify_all();
  }
  std::atomic<bool> left{false};
};

TEST(BlockingPoolTest, AStandInRunsWhatWaitsBehindAJobThatDoesNotReturn) {
  Stuck stuck;
  const auto pool = StartPool({.threads = 1});
  pool->Run({.body = &Stuck::Stay, .token = {.run = &stuck}});
  std::atomic<bool> ran{false};
  pool->Run({.body =
                 [](Token token) noexcept {
                   auto& done = *static_cast<std::atomic<bool>*>(token.run);
                   done = true;
                   done.notify_all();
                 },
             .token = {.run = &ran}});
  EXPECT_FALSE(ran);
  pool->AddStandIn();
  ran.wait(false);
  stuck.LetGo();
  pool->DismissStandIn();
}

}  // namespace
}  // namespace dashflow::executor
