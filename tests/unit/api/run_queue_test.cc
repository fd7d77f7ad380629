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

// The runs in the order in which they begin, one at a time.
std::vector<std::string> OrderOf(RunQueue& queue) {
  std::vector<std::string> order;
  for (std::string run = Next(queue); !run.empty(); run = Next(queue)) {
    order.push_back(run);
    queue.Remove(run);
  }
  return order;
}

Ticket TicketOf(const std::string& run, const std::string& owner, const std::string& workflow) {
  return {.run = run, .thread = run, .workflow = workflow, .due = At(0), .owner = owner};
}

TEST(RunQueue, GivesOwnersTheirTurnsWhateverTheirWorkflows) {
  RunQueue queue({.runs = 1});
  for (const std::string run : {"a1", "a2", "a3"}) queue.Add(TicketOf(run, "ann", "w" + run));
  queue.Add(TicketOf("b1", "bob", "w"));
  queue.Add(TicketOf("b2", "bob", "w"));
  EXPECT_THAT(OrderOf(queue), ElementsAre("a1", "b1", "a2", "b2", "a3"));
}

TEST(RunQueue, KeepsAnOwnerToSoManyRuns) {
  RunQueue queue({.runs = 10, .of_owner = 1});
  queue.Add(TicketOf("a1", "ann", "w"));
  queue.Add(TicketOf("a2", "ann", "w"));
  queue.Add(TicketOf("b1", "bob", "w"));
  queue.Add(TicketOf("1", "", "w"));
  queue.Add(TicketOf("2", "", "w"));
  EXPECT_EQ(Next(queue), "a1");
  EXPECT_EQ(Next(queue), "b1");
  EXPECT_EQ(Next(queue), "1");
  EXPECT_EQ(Next(queue), "2");
  EXPECT_EQ(Next(queue), "");
  EXPECT_EQ(queue.WaitingOf("ann"), 1U);
  queue.Remove("a1");
  EXPECT_EQ(Next(queue), "a2");
  EXPECT_EQ(queue.WaitingOf("ann"), 0U);
}

TEST(RunQueue, LetsTheUrgentGoFirst) {
  RunQueue queue({.runs = 1});
  for (const std::string run : {"1", "2", "3"}) queue.Add(TicketOf(run, "", "w"));
  Ticket urgent = TicketOf("4", "", "w");
  urgent.is_urgent = true;
  queue.Add(urgent);
  EXPECT_THAT(OrderOf(queue), ElementsAre("4", "1", "2", "3"));
}

TEST(RunQueue, KnowsWhichWasDueFirst) {
  RunQueue queue({.runs = 1});
  EXPECT_EQ(queue.OldestDue(), std::nullopt);
  queue.Add({"late", "t", "w", At(5)});
  queue.Add({"first", "u", "w", At(1)});
  EXPECT_EQ(queue.OldestDue(), At(1));
  EXPECT_EQ(Next(queue, 9), "first");
  EXPECT_EQ(queue.OldestDue(), At(5));
  queue.Remove("late");
  EXPECT_EQ(queue.OldestDue(), std::nullopt);
}

// What is left of the place of a run that was cancelled is nobody's.
TEST(RunQueue, LetsNoRunBeginInThePlaceOfOneThatIsGone) {
  RunQueue queue({.runs = 1});
  queue.AddRunning({"other", "u", "w", At(0)});
  queue.Add({"gone", "t", "w", At(0)});
  EXPECT_EQ(Next(queue), "");
  queue.Remove("gone");
  queue.Add({"late", "t", "w", At(10)});
  queue.Remove("other");
  EXPECT_EQ(Next(queue, 1), "");
  EXPECT_EQ(Next(queue, 10), "late");
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
