// SPDX-License-Identifier: Apache-2.0
#include "host/recovery/turns.h"

#include <gtest/gtest.h>

#include <thread>

namespace dashflow::recovery {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

class TurnsTest : public ::testing::Test {
 protected:
  // Whose turn it is; empty = nobody's.
  std::string Thread(Turns& turns) {
    const auto turn = turns.Take(now);
    return turn ? turn->thread : "";
  }

  SystemClock clock;
  MonoTime now{seconds(100)};
};

TEST_F(TurnsTest, ComeInOrderAndSuspectsLast) {
  Turns turns(clock, 9);
  turns.Add("s", true);
  turns.Add("a", false);
  turns.Add("b", false);
  EXPECT_EQ(Thread(turns), "a");
  EXPECT_EQ(Thread(turns), "b");
  EXPECT_EQ(Thread(turns), "s");
  EXPECT_EQ(Thread(turns), "");
}

TEST_F(TurnsTest, WaitUntilOneHasSettled) {
  Turns turns(clock, 2);
  for (const char* thread : {"a", "b", "c"}) turns.Add(thread, false);
  EXPECT_EQ(Thread(turns), "a");
  EXPECT_EQ(Thread(turns), "b");
  EXPECT_EQ(Thread(turns), "");
  turns.Settle("a");
  EXPECT_EQ(Thread(turns), "c");
}

TEST_F(TurnsTest, ASlowOneKeepsItsPlaceForAMoment) {
  Turns turns(clock, 1);
  turns.Add("slow", false);
  turns.Add("next", false);
  EXPECT_EQ(Thread(turns), "slow");
  now += milliseconds(99);
  EXPECT_EQ(Thread(turns), "");
  now += milliseconds(1);
  EXPECT_EQ(Thread(turns), "next");
}

TEST_F(TurnsTest, SuspectsRunOneAtATimeForAMinute) {
  Turns turns(clock, 9);
  for (const char* thread : {"r", "s", "t"}) turns.Add(thread, true);
  EXPECT_EQ(Thread(turns), "r");
  now += seconds(59);
  EXPECT_EQ(Thread(turns), "");
  turns.Settle("r");
  EXPECT_EQ(Thread(turns), "s");
  now += seconds(60);
  EXPECT_EQ(Thread(turns), "t");
}

TEST_F(TurnsTest, ForgivingDoesNotWait) {
  Turns turns(clock, 1);
  turns.Add("a", false);
  turns.Add("b", false);
  EXPECT_EQ(Thread(turns), "a");
  turns.Forgive("a");
  const auto turn = turns.Take(now);
  ASSERT_TRUE(turn);
  EXPECT_EQ(turn->what, Turn::What::kForgive);
  EXPECT_EQ(turn->thread, "a");
}

TEST_F(TurnsTest, AWaiterHearsOfANewOneAndOfTheEnd) {
  Turns turns(clock, 1);
  std::thread adds([&turns] { turns.Add("a", false); });
  EXPECT_EQ(turns.Next()->thread, "a");
  adds.join();
  std::thread closes([&turns] { turns.Close(); });
  EXPECT_FALSE(turns.Next());
  closes.join();
}

}  // namespace
}  // namespace dashflow::recovery
