// SPDX-License-Identifier: Apache-2.0
#include "host/executor/seeded_executor.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace dashflow::executor {
namespace {

using namespace std::chrono_literals;
using Flag = std::atomic<std::uint32_t>;

struct Order {
  static void Take(Token token) noexcept {
    auto& self = *static_cast<Order*>(token.run);
    self.slots.push_back(token.slot);
    self.threads.insert(std::this_thread::get_id());
    if (self.slots.size() == 20) self.executor.Notify(self.done);
  }

  SeededExecutor& executor;
  std::vector<std::uint32_t> slots{};
  std::set<std::thread::id> threads{};
  Flag done{0};
};

// 10 tasks and 10 blocking bodies.
std::vector<std::uint32_t> OrderOf(std::uint64_t seed) {
  SeededExecutor executor({.seed = seed});
  Order order{executor};
  const auto lanes = executor.Open(1, &Order::Take, &Order::Take);
  for (std::uint32_t i = 0; i < 10; ++i) {
    lanes->SendTask(0, {.run = &order, .slot = 2 * i});
    executor.Block({.run = &order, .slot = 2 * i + 1}, &Order::Take);
  }
  executor.Wait(order.done);
  EXPECT_EQ(order.threads.size(), 1U);  // none waits, so that one stack is enough
  return order.slots;
}

TEST(SeededExecutorTest, EqualSeedsGiveEqualOrders) { EXPECT_EQ(OrderOf(1), OrderOf(1)); }

TEST(SeededExecutorTest, SeedsReachManyOrders) {
  std::set<std::vector<std::uint32_t>> orders;
  for (std::uint64_t seed = 0; seed < 50; ++seed) orders.insert(OrderOf(seed));
  EXPECT_EQ(orders.size(), 50);
  for (std::vector<std::uint32_t> order : orders) {
    std::ranges::sort(order);
    for (std::uint32_t i = 0; i < 20; ++i) EXPECT_EQ(order[i], i);
  }
}

struct Times {
  static void Take(Token token) noexcept {
    auto& self = *static_cast<Times*>(token.run);
    self.seen.push_back(self.executor.clock().Mono());
  }

  SeededExecutor& executor;
  std::vector<MonoTime> seen{};
};

TEST(SeededExecutorTest, WhatIsDueHappensWhileTimePasses) {
  SeededExecutor executor;
  Times times{executor};
  for (const auto when : {5s, 1s, 7s}) executor.At(MonoTime(when), {.run = &times}, &Times::Take);
  executor.Pass(6s);
  EXPECT_EQ(executor.clock().Mono(), MonoTime(6s));
  EXPECT_EQ(times.seen, (std::vector{MonoTime(1s), MonoTime(5s)}));
  executor.Pass(1s);
  executor.Pass(1s);
  EXPECT_EQ(times.seen.back(), MonoTime(7s));
}

TEST(SeededExecutorTest, TimeJumpsToTheNextTimer) {
  SeededExecutor executor({.start = WallTime(1000h)});
  Flag done{0};
  struct Tick {
    SeededExecutor& executor;
    Flag& done;
  } tick{executor, done};
  const auto started = std::chrono::steady_clock::now();
  executor.At(executor.clock().Mono() + 24h, {.run = &tick}, [](Token token) noexcept {
    auto& self = *static_cast<Tick*>(token.run);
    self.executor.Notify(self.done);
  });
  executor.Wait(done);
  EXPECT_EQ(executor.clock().Now(), WallTime(1024h));
  EXPECT_LT(std::chrono::steady_clock::now() - started, 1h);
}

TEST(SeededExecutorTest, TimeStandsStillWhileWorkIsLeft) {
  SeededExecutor executor;
  struct Work {
    SeededExecutor& executor;
    std::unique_ptr<Lanes> lanes;
    int rounds = 1000;
    bool fired = false;
    bool fired_early = false;
    Flag done{0};
  } work{executor, nullptr};
  const auto again = [](Token token) noexcept {
    auto& self = *static_cast<Work*>(token.run);
    self.fired_early |= self.fired;
    if (--self.rounds > 0) self.lanes->SendTask(0, token);
  };
  work.lanes = executor.Open(1, again, again);
  executor.At(executor.clock().Mono() + 1ns, {.run = &work}, [](Token token) noexcept {
    auto& self = *static_cast<Work*>(token.run);
    self.fired = true;
    self.executor.Notify(self.done);
  });
  work.lanes->SendTask(0, {.run = &work});
  executor.Wait(work.done);
  EXPECT_EQ(work.rounds, 0);
  EXPECT_FALSE(work.fired_early);
}

// With grace, a completion of another thread comes before a timer that is far away.
TEST(SeededExecutorTest, GraceLetsOtherThreadsSendFirst) {
  SeededExecutor executor({.grace = 2s});
  struct Race {
    SeededExecutor& executor;
    std::vector<std::string> events;
    Flag done{0};
  } race{executor, {}};
  const auto completed = [](Token token) noexcept {
    static_cast<Race*>(token.run)->events.emplace_back("completed");
    auto& self = *static_cast<Race*>(token.run);
    self.executor.Notify(self.done);
  };
  executor.At(executor.clock().Mono() + 30s, {.run = &race}, [](Token token) noexcept {
    static_cast<Race*>(token.run)->events.emplace_back("timed out");
  });
  const auto lanes = executor.Open(1, completed, completed);
  std::thread other([&] {
    std::this_thread::sleep_for(5ms);
    lanes->SendStep({.run = &race});
  });
  executor.Wait(race.done);
  other.join();
  EXPECT_EQ(race.events, std::vector<std::string>{"completed"});
}

// The first waits for what the second does once a third has woken the first.
struct Chain {
  Executor& executor;
  Flag first_may{0}, second_may{0}, done{0};
};

TEST(SeededExecutorTest, ABodyThatWaitsKeepsNoneThatBeganBeforeIt) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SeededExecutor executor({.seed = seed});
    Chain chain{executor};
    const Token token{.run = &chain};
    executor.Block(token, [](Token at) noexcept {
      auto& self = *static_cast<Chain*>(at.run);
      self.executor.Wait(self.first_may);
      self.executor.Notify(self.second_may);
    });
    executor.Block(token, [](Token at) noexcept {
      auto& self = *static_cast<Chain*>(at.run);
      self.executor.Wait(self.second_may);
      self.executor.Notify(self.done);
    });
    executor.At(MonoTime(std::chrono::seconds(1)), token, [](Token at) noexcept {
      auto& self = *static_cast<Chain*>(at.run);
      self.executor.Notify(self.first_may);
    });
    executor.Wait(chain.done);
    EXPECT_EQ(chain.done, 1);
  }
}

}  // namespace
}  // namespace dashflow::executor
