// SPDX-License-Identifier: Apache-2.0
#include "host/recovery/judgement.h"

#include <gtest/gtest.h>

namespace dashflow::recovery {
namespace {

using checkpoint::CrashRecord;
using checkpoint::CrashRecords;
using checkpoint::ThreadRecord;

constexpr std::uint32_t kLimit = 3;

// Threads a, b … whose runs are run-a, run-b …, each with one task, of key 1, 2 …
class Judging : public ::testing::Test {
 protected:
  Judging() {
    for (const char* id : {"a", "b", "c"}) {
      ThreadRecord thread;
      thread.id = id;
      thread.run = std::string("run-") + id;
      unfinished.push_back(std::move(thread));
    }
  }

  void InFlight(const std::string& thread, std::uint64_t key = 7) {
    death.in_flight.push_back({thread, "run-" + thread, "node-" + thread, key, 4});
  }
  // The process dies; what is known afterwards is `known`.
  std::vector<CrashRecord> Die() {
    death.cause = "SIGSEGV";
    auto changed = Judge(death, unfinished, known, kLimit, WallTime(std::chrono::seconds(9)));
    for (const CrashRecord& record : changed) known[record.thread] = record;
    return changed;
  }
  static std::string Text(const std::vector<CrashRecord>& records) {
    std::string text;
    for (const CrashRecord& record : records) {
      text += record.thread + std::to_string(record.crashes()) + (record.suspected ? "?" : "") +
              (record.parked ? "!" : "") + " ";
    }
    return text;
  }

  Death death;
  std::vector<ThreadRecord> unfinished;
  CrashRecords known;
};

TEST_F(Judging, HoldsNothingAgainstAnybodyWhenNothingRan) { EXPECT_EQ(Text(Die()), ""); }

TEST_F(Judging, TheOnlyOneThatRanCounts) {
  InFlight("a");
  const auto records = Die();
  ASSERT_EQ(records.size(), 1U);
  EXPECT_EQ(Text(records), "a1? ");
  EXPECT_EQ(records[0].run, "run-a");
  EXPECT_EQ(records[0].node(), "node-a");
  EXPECT_EQ(records[0].step, 4);
  EXPECT_EQ(records[0].cause, "SIGSEGV");
  EXPECT_EQ(records[0].time, WallTime(std::chrono::seconds(9)));
}

TEST_F(Judging, ParksAfterSoManyCrashesOfTheSameTask) {
  InFlight("a");
  Die();
  EXPECT_EQ(Text(Die()), "a2? ");
  EXPECT_EQ(Text(Die()), "a3?! ");
}

TEST_F(Judging, AnotherTaskCountsForItself) {
  InFlight("a", 1);
  Die();
  Die();
  death.in_flight.clear();
  InFlight("a", 2);
  EXPECT_EQ(Text(Die()), "a2? ");
  EXPECT_EQ(known["a"].tasks.size(), 2U);
}

TEST_F(Judging, TheSignalNamesTheCulprit) {
  InFlight("a");
  InFlight("b");
  death.culprit = 1;
  EXPECT_EQ(Text(Die()), "b1? ");
}

TEST_F(Judging, OfSeveralAllAreSuspectsAndTheNextDeathTells) {
  InFlight("a");
  InFlight("b");
  EXPECT_EQ(Text(Die()), "a0? b0? ");
  death.in_flight.clear();
  InFlight("b");
  InFlight("c");
  EXPECT_EQ(Text(Die()), "b1? ");
  EXPECT_EQ(Text(Die()), "b2? ");
}

TEST_F(Judging, SuspectsThatMeetAgainAllCount) {
  InFlight("a");
  InFlight("b");
  Die();
  EXPECT_EQ(Text(Die()), "a1? b1? ");
}

TEST_F(Judging, ARunThatSomebodyContinuedIsNotMeant) {
  InFlight("a");
  unfinished[0].run = "run-of-a-resume";
  EXPECT_EQ(Text(Die()), "");
  InFlight("gone");
  EXPECT_EQ(Text(Die()), "");
}

TEST_F(Judging, OfManyTasksOfARunTheOneThatWasThereEachTimeIsNamed) {
  InFlight("a", 1);
  InFlight("a", 2);
  Die();
  death.in_flight.clear();
  death.in_flight.push_back({"a", "run-a", "guilty", 3, 4});
  InFlight("a", 2);
  Die();
  EXPECT_EQ(known["a"].tasks.front().key, 2U);
  EXPECT_EQ(known["a"].crashes(), 2U);
}

}  // namespace
}  // namespace dashflow::recovery
