// SPDX-License-Identifier: Apache-2.0
#include "host/base/failpoint.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <type_traits>

namespace dashflow {
namespace {

void PassTwoPoints() {
  DF_FAILPOINT("test.second");
  DF_FAILPOINT("test.first");
}

#ifdef DASHFLOW_FAILPOINTS

TEST(Failpoint, ListsWhatIsCompiledInByName) {
  PassTwoPoints();
  const auto names = ListFailpoints();
  EXPECT_TRUE(std::ranges::is_sorted(names));
  EXPECT_EQ(std::ranges::count(names, "test.first"), 1);
  EXPECT_EQ(std::ranges::count(names, "test.second"), 1);
}

TEST(FailpointDeathTest, KillsAtTheNamedPass) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  const auto pass_three_times = [] {
    setenv("DASHFLOW_FAILPOINT", "test.first=kill@3", 1);
    for (int i = 0; i < 3; ++i) PassTwoPoints();
    std::exit(0);
  };
  EXPECT_EXIT(pass_three_times(), testing::KilledBySignal(SIGKILL), "");
}

TEST(FailpointDeathTest, LetsEarlierPassesThrough) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  const auto pass_twice = [] {
    setenv("DASHFLOW_FAILPOINT", "test.first=kill@3", 1);
    for (int i = 0; i < 2; ++i) PassTwoPoints();
    std::exit(0);
  };
  EXPECT_EXIT(pass_twice(), testing::ExitedWithCode(0), "");
}

#else

TEST(Failpoint, IsAnEmptyExpressionInOrdinaryBuilds) {
  PassTwoPoints();
  EXPECT_TRUE(std::is_void_v<decltype(DF_FAILPOINT("test.constant"))>);
}

#endif

}  // namespace
}  // namespace dashflow
