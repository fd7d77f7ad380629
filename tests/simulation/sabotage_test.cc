// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/sabotage.h"

#include <gtest/gtest.h>

#include <string_view>

#include "tests/simulation/simulation.h"

namespace dashflow::simulation {
namespace {

constexpr std::uint64_t kSeeds = 200;

// Whether the invariant turns out to be broken within so many seeds.
bool Finds(std::string_view invariant, Sabotage sabotage) {
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    for (const Broken& broken : Simulate({.seed = seed, .sabotage = sabotage}).broken)
      if (broken.invariant == invariant) return true;
  }
  return false;
}

TEST(Sabotage, AStoreThatAnswersTooEarlyIsFound) {
  EXPECT_TRUE(Finds("I2 acknowledged is kept", Sabotage::kEarlyAnswer));
}

TEST(Sabotage, AStoreThatLosesAnAppendIsFound) {
  EXPECT_TRUE(Finds("I2 acknowledged is kept", Sabotage::kLostAppend));
}

TEST(Sabotage, AStoreThatAppendsTwiceIsFound) {
  EXPECT_TRUE(Finds("I3 checkpoints are unique", Sabotage::kSecondAppend));
}

TEST(Sabotage, AStoreThatLetsAReplacedHolderInIsFound) {
  EXPECT_TRUE(Finds("I5 replaced holders are fenced", Sabotage::kNoFence));
}

TEST(Sabotage, AStoreThatTearsABatchIsFound) {
  EXPECT_TRUE(Finds("I12 ends are durable", Sabotage::kTornBatch));
}

TEST(Sabotage, AStoreThatShowsOldDataIsFound) {
  EXPECT_TRUE(Finds("I6 every run ends", Sabotage::kOldReads));
}

TEST(Sabotage, AStoreThatNeverAnswersIsFound) {
  EXPECT_TRUE(Finds("I6 every run ends", Sabotage::kSilence));
}

TEST(Sabotage, AStoreThatChangesAnEntryIsFound) {
  EXPECT_TRUE(Finds("I2 acknowledged is kept", Sabotage::kChangedEntry));
}

TEST(Sabotage, ALostEventIsFound) {
  EXPECT_TRUE(Finds("events are complete", Sabotage::kLostEvent));
}

TEST(Sabotage, AnEventThatComesTwiceIsFound) {
  EXPECT_TRUE(Finds("events are complete", Sabotage::kSecondEvent));
}

TEST(Sabotage, AWriteThatIsForgottenIsFound) {
  EXPECT_TRUE(Finds("the end is as undisturbed", Sabotage::kForgottenWrite));
}

TEST(Sabotage, AKeyThatIsNotTheTasksIsFound) {
  EXPECT_TRUE(Finds("I11 keys are stable", Sabotage::kNewKeys));
}

}  // namespace
}  // namespace dashflow::simulation
