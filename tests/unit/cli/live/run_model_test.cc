// SPDX-License-Identifier: Apache-2.0
#include "host/cli/view/live/run_model.h"

#include <gtest/gtest.h>

#include "tests/unit/cli/live/story.h"

namespace dashflow::cli {
namespace {

using event::Type;

constexpr char kBusy[] = R"(,"error":{"code":"busy","message":"Come\u001b[31m back."})";

TEST(RunModel, KnowsNothingOfTokensAndValues) {
  EXPECT_FALSE(RunModel::Wants(Type::kToken));
  EXPECT_FALSE(RunModel::Wants(Type::kValues));
  EXPECT_TRUE(RunModel::Wants(Type::kLog));
}

TEST(RunModel, ANodeGoesFromWaitingToDone) {
  Story story({"a", "b"});
  EXPECT_EQ(story.Now().nodes[0].state(), NodeState::kWaiting);
  story.Step(1, R"({"a":1})");
  EXPECT_EQ(story.Now().nodes[0].state(), NodeState::kRunning);
  EXPECT_EQ(story.Now().nodes[1].state(), NodeState::kWaiting);
  story.At(2);
  story.Finish("a");
  const NodePicture node = story.Now().nodes[0];
  EXPECT_EQ(node.state(), NodeState::kDone);
  EXPECT_EQ(node.ended - node.began, std::chrono::seconds(2));
}

TEST(RunModel, AFanoutCountsItsTasks) {
  Story story({"a"});
  story.Step(1, R"({"a":3})");
  story.Finish("a#0");
  story.Task(Type::kTaskFailed, "a#1", kBusy);
  story.Task(Type::kTaskCancelled, "a#2");
  const NodePicture node = story.Now().nodes[0];
  EXPECT_EQ(node.state(), NodeState::kFailed);
  EXPECT_EQ((std::vector{node.total, node.finished, node.failed, node.cancelled}),
            (std::vector<std::int64_t>{3, 1, 1, 1}));
  ASSERT_EQ(node.notes.size(), 1U);
  EXPECT_EQ(node.notes[0].task, "a#1");
  EXPECT_EQ(node.notes[0].text, "busy: Come\\x1b[31m back.");
}

TEST(RunModel, WhatWasFinishedBeforeTheRunCounts) {
  Story story({"a"});
  story.Step(1, R"({"a":10})", R"({"a":7})");
  story.Finish("a#8");
  EXPECT_EQ(story.Now().nodes[0].finished, 8);
  EXPECT_EQ(story.Now().nodes[0].before, 7);
}

TEST(RunModel, ARetryIsNotedUntilItsTaskIsDone) {
  Story story({"a"});
  story.Step(1, R"({"a":1})");
  story.Task(Type::kTaskRetried, "a", R"(,"delay_ms":1500.0)" + std::string(kBusy));
  EXPECT_EQ(story.Now().nodes[0].state(), NodeState::kRetrying);
  EXPECT_EQ(story.Now().nodes[0].notes[0].attempt, 2);
  EXPECT_EQ(story.Now().nodes[0].notes[0].again, MonoTime(std::chrono::milliseconds(1500)));
  story.Tell(Type::kTaskStarted, R"({"node":"a","task":"a","attempt":2})");
  EXPECT_EQ(story.Now().nodes[0].state(), NodeState::kRunning);
  EXPECT_EQ(story.Now().nodes[0].notes[0].attempt, 2);
  story.Finish("a");
  EXPECT_TRUE(story.Now().nodes[0].notes.empty());
}

TEST(RunModel, AQuestionTakesBackTheEndOfItsTask) {
  Story story({"a"});
  story.Step(1, R"({"a":1})");
  story.Finish("a");
  for (int i = 0; i < 2; ++i)
    story.Tell(Type::kInterrupt, R"({"node":"a","task":"a","value":"Pay?"})");
  const NodePicture node = story.Now().nodes[0];
  EXPECT_EQ(node.state(), NodeState::kAsking);
  EXPECT_EQ(node.finished, 0);
  EXPECT_EQ(node.asking, 1);
  EXPECT_EQ(node.notes[0].text, "Pay?");
}

TEST(RunModel, TurnsOfALoopAddUp) {
  Story story({"a"});
  for (int step = 1; step <= 3; ++step) {
    story.At(10 * step);
    story.Step(step, R"({"a":1})");
    story.At(10 * step + 2);
    story.Finish("a");
  }
  const NodePicture node = story.Now().nodes[0];
  EXPECT_EQ(node.turns, 3);
  EXPECT_EQ(node.spent + (node.ended - node.began), std::chrono::seconds(6));
}

TEST(RunModel, ANewTurnForgetsTheNotesOfTheLast) {
  Story story({"a"});
  story.Step(1, R"({"a":2})");
  story.Task(Type::kTaskFailed, "a#1", kBusy);
  story.Step(2, R"({"a":2})");
  EXPECT_EQ(story.Now().nodes[0].state(), NodeState::kRunning);
  story.Task(Type::kTaskFailed, "a#1", kBusy);
  EXPECT_EQ(story.Now().nodes[0].noted, 1);
}

TEST(RunModel, ManyNotesAreCountedAndFewCopied) {
  Story story({"a"});
  story.Step(1, R"({"a":100})");
  for (int i = 0; i < 100; ++i)
    story.Task(Type::kTaskRetried, "a#" + std::to_string(i), R"(,"delay_ms":1.0)");
  EXPECT_EQ(story.Now().nodes[0].noted, 100);
  EXPECT_LT(story.Now().nodes[0].notes.size(), 10U);
}

TEST(RunModel, EventsOfStrangersAreLeftOut) {
  Story story({"a"});
  story.Step(1, R"({"nobody":1})");
  story.Finish("nobody");
  story.Task(Type::kTaskFailed, "nobody", kBusy);
  story.Task(Type::kTaskRetried, "nobody", kBusy);
  story.Tell(Type::kInterrupt, R"({"node":"nobody"})");
  EXPECT_EQ(story.Now().nodes[0].state(), NodeState::kWaiting);
}

TEST(RunModel, TheLastLineOfTheLogIsKept) {
  Story story({"a"});
  story.Tell(Type::kLog, R"({"level":"info","node":"a","message":"one\ntwo"})");
  story.Tell(Type::kLog, R"({"level":"debug","node":"a","message":"noise"})");
  EXPECT_EQ(story.Now().log->text, "a: one two");
  EXPECT_EQ(story.Now().log->level, "info");
}

}  // namespace
}  // namespace dashflow::cli
