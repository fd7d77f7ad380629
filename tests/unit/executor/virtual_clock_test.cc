// SPDX-License-Identifier: Apache-2.0
#include "host/executor/virtual_clock.h"

#include <gtest/gtest.h>

namespace dashflow::executor {
namespace {

using namespace std::chrono_literals;

TEST(VirtualClockTest, BothReadingsAdvanceTogether) {
  VirtualClock clock(WallTime(100s));
  EXPECT_EQ(clock.Now(), WallTime(100s));
  clock.AdvanceTo(clock.Mono() + 5s);
  EXPECT_EQ(clock.Now(), WallTime(105s));
  EXPECT_EQ(clock.Mono(), MonoTime(5s));
}

TEST(VirtualClockTest, ItNeverGoesBack) {
  VirtualClock clock(WallTime(0s));
  clock.AdvanceTo(MonoTime(5s));
  clock.AdvanceTo(MonoTime(3s));
  EXPECT_EQ(clock.Mono(), MonoTime(5s));
}

}  // namespace
}  // namespace dashflow::executor
