// SPDX-License-Identifier: Apache-2.0
#include "host/cli/view/live/words.h"

#include <gtest/gtest.h>

namespace dashflow::cli {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

TEST(Words, ClocksHaveWholeSeconds) {
  EXPECT_EQ(ClockText(milliseconds(7900)), "0:07");
  EXPECT_EQ(ClockText(seconds(760)), "12:40");
  EXPECT_EQ(ClockText(seconds(3723)), "1:02:03");
  EXPECT_EQ(ClockText(seconds(-5)), "0:00");
}

TEST(Words, TimesThatAreOverSuitTheirLength) {
  EXPECT_EQ(TookText(milliseconds(12)), "12 ms");
  EXPECT_EQ(TookText(milliseconds(740)), "0.7 s");
  EXPECT_EQ(TookText(milliseconds(12440)), "12.4 s");
  EXPECT_EQ(TookText(seconds(200)), "3:20");
}

TEST(Words, RatesAreShort) {
  EXPECT_EQ(RateText(312.4), "312/s");
  EXPECT_EQ(RateText(2.61), "2.6/s");
  EXPECT_EQ(RateText(0.2), "12/min");
}

TEST(Words, ABarIsFilledInProportion) {
  EXPECT_EQ(BarText(1, 4, 8, true), "━━");
  EXPECT_EQ(BarText(1, 4, 8, false), "╌╌╌╌╌╌");
  EXPECT_EQ(BarText(9, 4, 2, true), "━━");
}

}  // namespace
}  // namespace dashflow::cli
