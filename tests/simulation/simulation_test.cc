// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/simulation.h"

#include <gtest/gtest.h>

namespace dashflow::simulation {
namespace {

constexpr std::uint64_t kSlice = 100;

// A part of the seeds that every build looks at.
class Seeds : public ::testing::TestWithParam<std::uint64_t> {};

TEST_P(Seeds, EveryInvariantHolds) {
  for (std::uint64_t i = 1; i <= kSlice; ++i) {
    const Report report = Simulate({.seed = GetParam() * kSlice + i});
    EXPECT_EQ(Describe(report), "");
  }
}

INSTANTIATE_TEST_SUITE_P(Simulation, Seeds, ::testing::Range<std::uint64_t>(0, 12));

TEST(Simulation, ASeedIsReplayedToTheByte) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const Settings settings{.seed = seed, .keeps_trace = true};
    const Report once = Simulate(settings);
    const Report again = Simulate(settings);
    ASSERT_EQ(once.flow, again.flow);
    ASSERT_EQ(once.trace, again.trace);
    ASSERT_FALSE(once.trace.empty());
  }
}

TEST(Simulation, ATraceChangesNothing) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const Report traced = Simulate({.seed = seed, .keeps_trace = true});
    EXPECT_EQ(Simulate({.seed = seed}).moments, traced.moments);
    EXPECT_EQ(traced.trace.size(), traced.moments);
  }
}

// What is simulated is worth it: processes die and are replaced, commits are refused.
TEST(Simulation, SeedsAreEventful) {
  std::uint64_t moments = 0;
  std::uint64_t refused = 0;
  int hosts = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const Report report = Simulate({.seed = seed});
    moments += report.moments;
    refused += report.refused;
    hosts += report.hosts;
  }
  EXPECT_GT(moments, 4'000U);
  EXPECT_GT(refused, 10U);
  EXPECT_GT(hosts, 80);
}

TEST(Simulation, AFailedSeedSaysHowToReplayIt) {
  const Report report{.seed = 7, .broken = {{"I2 x", "event 9: y"}}};
  EXPECT_EQ(Describe(report), "seed 7: I2 x: event 9: y; replay: tools/dev simulate --seed 7");
}

}  // namespace
}  // namespace dashflow::simulation
