// SPDX-License-Identifier: Apache-2.0
#include "host/api/queue/run_queue.h"

#include <gmock/gmock.h>

namespace dashflow::api {
namespace {

using ::testing::ElementsAre;

WallTime At(int seconds) { return WallTime(std::chrono::seconds(seconds)); }

// The run that begins next; empty = none.
std::string Next(RunQueue& queue, int now = 0) {
  const auto next = queue.Next(At(now));
  return next ? next->run : "";
}

TEST(RunQueue, GivesAThreadOneRunAtATimeInTheirOrder) {
  RunQueue queue({});
  queue.Add({"1", "t", "w", At(0)});
  queue.Add({"2", "t", "w", At(0)});
  EXPECT_EQ(Next(queue), "1");
  EXPECT_EQ(Next(queue), "");
  EXPECT_THAT(queue.Of("t"), ElementsAre("1", "2"));
  queue.Remove("1");
  EXPECT_EQ(Next(queue), "2");
  queue.Remove("2");
  EXPECT_FALSE(queue.IsBusy("t"));
  EXPECT_EQ(queue.running() + queue.waiting(), 0U);
}

TEST(RunQueue, GivesThreadsTheirTurns) {
  RunQueue queue({.runs = 1});
  for (const std::string run : {"a1", "a2", "a3"}) queue.Add({run, "a", "w", At(0)});
  queue.Add({"b1", "b", "w", At(0)});
  std::vector<std::string> order;
  for (std::string run = Next(queue); !run.empty(); run = Next(queue)) {
    order.push_back(run);
    queue.Remove(run);
  }
  EXPECT_THAT(order, ElementsAre("a1", "b1", "a2", "a3"));
}

TEST(RunQueue, KeepsAFullWorkflowFromHoldingUpAnother) {
  RunQueue queue({.runs = 10, .of_workflow = 1});
  queue.Add({"1", "a", "slow", At(0)});
  queue.Add({"2", "b", "slow", At(0)});
  queue.Add({"3", "c", "quick", At(0)});
  EXPECT_EQ(Next(queue), "1");
  EXPECT_EQ(Next(queue), "3");
  EXPECT_EQ(Next(queue), "");
  queue.Remove("1");
  EXPECT_EQ(Next(queue), "2");
}

TEST(RunQueue, LetsNoRunBeginBeforeItsTime) {
  RunQueue queue({});
  queue.Add({"late", "t", "w", At(10)});
  EXPECT_EQ(Next(queue), "");
  EXPECT_EQ(queue.NextDue(), At(10));
  queue.Add({"now", "t", "w", At(1)});
  EXPECT_EQ(Next(queue, 1), "now");
  queue.Remove("now");
  EXPECT_EQ(Next(queue, 9), "");
  EXPECT_EQ(Next(queue, 10), "late");
}

TEST(RunQueue, ForgetsARunThatIsNotToBegin) {
  RunQueue queue({});
  queue.Add({"1", "t", "w", At(0)});
  queue.Add({"2", "t", "w", At(0)});
  EXPECT_TRUE(queue.Remove("1"));
  EXPECT_FALSE(queue.Remove("1"));
  EXPECT_EQ(Next(queue), "2");
}

TEST(RunQueue, CountsWhatIsUnderWayAlready) {
  RunQueue queue({.runs = 1});
  queue.AddRunning({"old", "t", "w", At(0)});
  queue.Add({"new", "t", "w", At(0)});
  queue.Add({"other", "u", "w", At(0)});
  EXPECT_TRUE(queue.IsRunning("old"));
  EXPECT_EQ(Next(queue), "");
  queue.Remove("old");
  EXPECT_NE(Next(queue), "");
}

}  // namespace
}  // namespace dashflow::api
