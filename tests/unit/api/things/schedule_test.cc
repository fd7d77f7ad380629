// SPDX-License-Identifier: Apache-2.0
#include "host/api/crons/schedule.h"

#include <gtest/gtest.h>

#include "host/event/event.h"
#include "host/expression/time/time_text.h"

namespace dashflow::api {
namespace {

WallTime At(std::string_view text) {
  const auto instant = expression::ParseTimestamp(text).value();
  return WallTime(std::chrono::seconds(instant.seconds));
}

// The next `count` times, as "2026-01-02T03:04".
std::vector<std::string> Next(std::string_view text, std::string_view from, int count,
                              std::string_view zone = {}) {
  const Schedule schedule = Schedule::Parse(text, zone).value();
  std::vector<std::string> times;
  std::optional<WallTime> at = At(from);
  for (int i = 0; i < count && (at = schedule.After(*at)); ++i)
    times.push_back(event::FormatTime(*at).substr(0, 16));
  return times;
}

using Times = std::vector<std::string>;

TEST(CronSchedule, FiresAtItsMinutes) {
  EXPECT_EQ(Next("*/20 * * * *", "2026-01-01T00:00:00Z", 3),
            (Times{"2026-01-01T00:20", "2026-01-01T00:40", "2026-01-01T01:00"}));
  EXPECT_EQ(
      Next("5,10-12 3 * * *", "2026-01-01T03:05:59Z", 4),
      (Times{"2026-01-01T03:10", "2026-01-01T03:11", "2026-01-01T03:12", "2026-01-02T03:05"}));
  EXPECT_EQ(Next("0 9 * * MON-fri", "2026-01-02T09:00:00Z", 2),
            (Times{"2026-01-05T09:00", "2026-01-06T09:00"}));
  EXPECT_EQ(Next("0 0 * * 7", "2026-01-01T00:00:00Z", 1), Times{"2026-01-04T00:00"});
  EXPECT_EQ(Next("30/10 0 1 Feb *", "2026-01-01T00:00:00Z", 3),
            (Times{"2026-02-01T00:30", "2026-02-01T00:40", "2026-02-01T00:50"}));
}

TEST(CronSchedule, TakesOneOfTwoLimitedDays) {
  EXPECT_EQ(Next("0 0 13 * FRI", "2026-01-01T12:00:00Z", 3),
            (Times{"2026-01-02T00:00", "2026-01-09T00:00", "2026-01-13T00:00"}));
}

TEST(CronSchedule, FindsRareDaysAndThoseThatNeverCome) {
  EXPECT_EQ(Next("0 0 29 2 *", "2096-03-01T00:00:00Z", 1), Times{"2104-02-29T00:00"});
  EXPECT_TRUE(Next("0 0 30 2 *", "2026-01-01T00:00:00Z", 1).empty());
}

TEST(CronSchedule, GoesByTheClockOnTheWall) {
  EXPECT_EQ(Next("0 9 * * *", "2026-01-01T00:00:00Z", 1, "Europe/Berlin"),
            Times{"2026-01-01T08:00"});
  EXPECT_EQ(Next("0 9 * * *", "2026-07-01T00:00:00Z", 1, "Europe/Berlin"),
            Times{"2026-07-01T07:00"});
  EXPECT_EQ(Next("0 9 * * *", "2026-07-01T00:00:00Z", 1, "+05:30"), Times{"2026-07-01T03:30"});
}

// In Berlin 02:00 to 03:00 is not there on 29 March 2026, and comes twice on 25 October.
TEST(CronSchedule, FiresOnceWhenClocksAreSet) {
  EXPECT_EQ(Next("30 2 * * *", "2026-03-28T12:00:00Z", 2, "Europe/Berlin"),
            (Times{"2026-03-29T01:30", "2026-03-30T00:30"}));
  EXPECT_EQ(Next("30 2 * * *", "2026-10-24T12:00:00Z", 2, "Europe/Berlin"),
            (Times{"2026-10-25T00:30", "2026-10-26T01:30"}));
}

TEST(CronSchedule, IsRefusedWhenItCannotBeRead) {
  for (const char* const text :
       {"", "* * * *", "* * * * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * * 13 *",
        "* * * * 8", "5-1 * * * *", "*/0 * * * *", "-1 * * * *", "x * * * *", "1, * * * *",
        "* * * ANF *", "*/99999999999 * * * *", "1- * * * *"})
    EXPECT_EQ(Schedule::Parse(text, "").error().code(), "cron_invalid") << text;
  EXPECT_EQ(Schedule::Parse("* * * * *", "Mars/Base").error().code(), "cron_invalid");
}

}  // namespace
}  // namespace dashflow::api
