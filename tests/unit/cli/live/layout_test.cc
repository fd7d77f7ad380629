// SPDX-License-Identifier: Apache-2.0
#include "host/cli/view/live/layout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/cli/view/display_text.h"
#include "tests/unit/cli/live/story.h"

namespace dashflow::cli {
namespace {

using event::Type;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr ScreenSize kUsual{80, 24};

std::vector<std::string> Names(int count) {
  std::vector<std::string> names;
  for (int i = 0; i < count; ++i) names.push_back("n" + std::to_string(i));
  return names;
}

TEST(Layout, ShowsTheNodesAsATree) {
  Story story({"list", "digest", "write"});
  story.Step(1, R"({"list":1})");
  story.At(0.2);
  story.Finish("list");
  story.Step(2, R"({"digest":4})");
  story.At(2.2);
  story.Finish("digest#0");
  story.Finish("digest#1");
  EXPECT_THAT(story.Lines(kUsual),
              ElementsAre("story  running · step 2 · 0:02", "├─ ✓ list    0.2 s",
                          "├─ ● digest  ━━━━━━━━━━╌╌╌╌╌╌╌╌╌╌  2/4 · 1.0/s · 0:02 left · 0:02",
                          "└─ ○ write   waiting"));
}

TEST(Layout, ANarrowScreenHasNoBar) {
  Story story({"a"});
  story.Step(1, R"({"a":4})");
  EXPECT_THAT(story.Lines({40, 24}), Contains("└─ ● a  0/4 · 0:00"));
}

TEST(Layout, TellsOfTasksThatAreTriedAgain) {
  Story story({"a", "b"});
  story.Step(1, R"({"a":9,"b":1})");
  const std::string busy = R"(,"delay_ms":2500.0,"error":{"code":"busy","message":"No."})";
  story.Task(Type::kTaskRetried, "a#3", busy);
  story.Task(Type::kTaskRetried, "b", busy);
  story.Tell(Type::kTaskStarted, R"({"node":"b","task":"b","attempt":2})");
  EXPECT_THAT(story.Lines(kUsual), Contains("│  └─ ↻ #3  attempt 2 in 0:03 · busy: No."));
  EXPECT_THAT(story.Lines(kUsual), Contains("└─ ● b  attempt 2 · 0:00 · busy: No."));
}

TEST(Layout, ManyTasksAreCounted) {
  Story story({"a"});
  story.Step(1, R"({"a":50})");
  for (int i = 0; i < 40; ++i) story.Task(Type::kTaskRetried, "a#" + std::to_string(i));
  const auto lines = story.Lines(kUsual);
  EXPECT_THAT(lines.size(), 7U);
  EXPECT_EQ(lines.back(), "   └─ … 36 more");
}

TEST(Layout, SaysHowTheRunEnded) {
  Story story({"a", "b"});
  story.Tell(Type::kRunStarted, R"({"input":{}})");
  story.Step(1, R"({"a":1})");
  story.Finish("a");
  story.At(12.4);
  story.Tell(Type::kRunFinished, R"({"status":"done","steps":1})");
  EXPECT_THAT(story.Lines(kUsual),
              ElementsAre("story  done · 1 step · 12.4 s · thread 0193abcd-ef01", "├─ ✓ a  0 ms",
                          "└─ – b  skipped"));
}

TEST(Layout, WhatTheRunDidNotComeToIsNotCalledSkipped) {
  const std::string failed = R"({"status":"failed","steps":1})";
  Story story({"a"});
  story.Tell(Type::kRunFinished, failed);
  EXPECT_THAT(story.Lines(kUsual), Contains("└─ ○ a  not reached"));
  Story further({"a"});
  further.Tell(Type::kRunStarted, R"({"input":null})");
  further.Tell(Type::kRunFinished, failed);
  EXPECT_THAT(further.Lines(kUsual), Contains("└─ ○ a  not in this run"));
}

TEST(Layout, FailuresAndQuestionsAreToldInWords) {
  Story story({"a", "b", "c"});
  story.Step(1, R"({"a":1,"b":1,"c":1})");
  story.Tell(Type::kTaskFailed,
             R"({"node":"a","task":"a","attempt":3,"error":{"code":"x","message":"It broke."}})");
  story.Finish("b");
  story.Tell(Type::kInterrupt, R"({"node":"b","task":"b","value":"Pay?"})");
  story.Task(Type::kTaskCancelled, "c");
  EXPECT_THAT(story.Lines(kUsual), Contains("├─ ✗ a  failed · after 3 attempts · x: It broke."));
  EXPECT_THAT(story.Lines(kUsual), Contains("├─ ? b  asks · Pay?"));
  EXPECT_THAT(story.Lines(kUsual), Contains("└─ ⊘ c  cancelled · 0 ms"));
}

TEST(Layout, TheLastLineOfTheLogStandsBelow) {
  Story story({"a"});
  story.Tell(Type::kLog, R"({"level":"warning","node":"a","message":"Slow."})");
  EXPECT_EQ(story.Lines(kUsual).back(), "warning a: Slow.");
}

TEST(Layout, WhatIsActiveOrFailedComesFirstWhenRoomIsScarce) {
  Story story(Names(300));
  story.Step(1, R"({"n200":1,"n250":1,"n7":1})");
  story.Finish("n7");
  story.Task(Type::kTaskFailed, "n250");
  const auto lines = story.Lines(kUsual);
  ASSERT_EQ(lines.size(), 23U);
  EXPECT_THAT(lines[1], StartsWith("├─ ✗ n250"));
  EXPECT_THAT(lines[2], StartsWith("├─ ● n200"));
  EXPECT_THAT(lines[3], StartsWith("├─ ○ n0 "));
  EXPECT_EQ(lines.back(), "└─ … 278 waiting · 1 done");
}

TEST(Layout, TasksGoBeforeNodesThatWait) {
  Story story(Names(300));
  story.Step(1, R"({"n200":20})");
  for (int i = 0; i < 20; ++i) story.Task(Type::kTaskRetried, "n200#" + std::to_string(i));
  const auto lines = story.Lines({80, 8});
  ASSERT_EQ(lines.size(), 7U);
  EXPECT_THAT(lines[5], HasSubstr("… 17 more"));
  EXPECT_EQ(lines[6], "└─ … 299 waiting");
}

TEST(Layout, NeverLeavesTheScreen) {
  Story story(
      {"a", "文字文字文字文字文字文字文字文字文字文字", std::string(300, 'x'), "b\x1b[2J\x80"});
  story.Tell(Type::kLog,
             R"({"level":"info","node":"a","message":")" + std::string(500, 'y') + "\"}");
  story.Step(1, R"({"a":500})");
  for (int i = 0; i < 90; ++i) story.Task(Type::kTaskRetried, "a#" + std::to_string(i));
  for (int columns = 1; columns < 100; ++columns) {
    for (int rows = 1; rows < 12; ++rows) {
      const auto lines = story.Lines({columns, rows});
      EXPECT_LT(lines.size(), static_cast<std::size_t>(rows));
      for (const std::string& line : lines) EXPECT_LT(DisplayWidth(line), columns) << line;
    }
  }
}

TEST(Layout, NamesCannotSteerTheTerminal) {
  Story story({"evil\x1b[2J"});
  EXPECT_THAT(story.Lines(kUsual).back(), HasSubstr("evil\\x1b[2J"));
  EXPECT_THAT(story.Lines(kUsual).back(), Not(HasSubstr("\x1b")));
}

}  // namespace
}  // namespace dashflow::cli
