// SPDX-License-Identifier: Apache-2.0
#include "host/api/crons/schedule.h"

#include <algorithm>
#include <vector>

#include "host/api/crons/field.h"
#include "host/expression/time/time_zone.h"

namespace dashflow::api {
namespace {

using std::chrono::days;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr FieldRange kMinute{0, 59};
constexpr FieldRange kHour{0, 23};
constexpr FieldRange kDay{1, 31};
constexpr FieldRange kMonth{1, 12, "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC", 1};
constexpr FieldRange kWeekday{0, 7, "SUNMONTUEWEDTHUFRISAT", 0};
constexpr std::int64_t kDaySeconds = 86'400;
// 29 February comes again within 8 years, on a given weekday within 40.
constexpr int kMostDays = 366 * 41;

std::vector<std::string_view> Words(std::string_view text) {
  std::vector<std::string_view> words;
  constexpr std::string_view kBlank = " \t";
  for (auto at = text.find_first_not_of(kBlank); at != std::string_view::npos;
       at = text.find_first_not_of(kBlank)) {
    text.remove_prefix(at);
    words.push_back(text.substr(0, text.find_first_of(kBlank)));
    text.remove_prefix(words.back().size());
  }
  return words;
}

Error Invalid(std::string_view text, std::string cause) {
  return Error("cron_invalid", "the schedule '" + std::string(text) + "' cannot be read")
      .Operation("read schedule")
      .Resource("body/schedule")
      .Cause(std::move(cause));
}

Result<std::uint64_t> Field(std::string_view text, std::string_view word, const FieldRange& range,
                            std::string_view what) {
  const auto bits = ReadField(word, range);
  if (bits) return *bits;
  return Invalid(text, "'" + std::string(word) + "' is no " + std::string(what) + ": " +
                           std::to_string(range.first) + " to " + std::to_string(range.last));
}

bool IsAny(std::string_view word) { return word == "*" || word == "?"; }

std::int64_t OffsetAt(std::string_view zone, std::int64_t time) {
  return expression::OffsetAt(zone, time).value_or(0);
}

std::int64_t SecondsOf(WallTime time) {
  return std::chrono::floor<seconds>(time).time_since_epoch().count();
}

}  // namespace

Result<Schedule> Schedule::Parse(std::string_view text, std::string_view zone) {
  Schedule schedule;
  schedule.zone_ = zone.empty() ? "UTC" : zone;
  if (!expression::OffsetAt(schedule.zone_, 0))
    return Invalid(text, "there is no time zone '" + schedule.zone_ + "'");
  const auto words = Words(text);
  if (words.size() != 5)
    return Invalid(text, "it has " + std::to_string(words.size()) + " fields in place of five");
  DF_ASSIGN(schedule.minutes_, Field(text, words[0], kMinute, "minute"));
  DF_ASSIGN(schedule.hours_, Field(text, words[1], kHour, "hour"));
  DF_ASSIGN(schedule.days_, Field(text, words[2], kDay, "day"));
  DF_ASSIGN(schedule.months_, Field(text, words[3], kMonth, "month"));
  DF_ASSIGN(const std::uint64_t weekdays, Field(text, words[4], kWeekday, "day of the week"));
  schedule.weekdays_ = (weekdays & 0x7f) | (weekdays >> 7 & 1);
  schedule.any_day_ = IsAny(words[2]);
  schedule.any_weekday_ = IsAny(words[4]);
  return schedule;
}

bool Schedule::HasDay(sys_days day) const {
  const year_month_day date(day);
  if (!months_.test(static_cast<unsigned>(date.month()))) return false;
  const bool day_fits = days_.test(static_cast<unsigned>(date.day()));
  const bool weekday_fits = weekdays_.test(std::chrono::weekday(day).c_encoding());
  const bool both_limited = !any_day_ && !any_weekday_;
  return both_limited ? day_fits || weekday_fits : day_fits && weekday_fits;
}

// Clocks are set at most once in two days.
std::int64_t Schedule::ToUtc(std::int64_t wall) const {
  const std::int64_t before = wall - OffsetAt(zone_, wall - kDaySeconds);
  const std::int64_t after = wall - OffsetAt(zone_, wall + kDaySeconds);
  const auto is_so = [&](std::int64_t utc) { return utc + OffsetAt(zone_, utc) == wall; };
  if (is_so(before) && is_so(after)) return std::min(before, after);
  return is_so(after) ? after : before;
}

std::optional<std::int64_t> Schedule::FirstOn(sys_days day, std::int64_t after) const {
  const std::int64_t midnight = seconds(day.time_since_epoch()).count();
  std::optional<std::int64_t> first;
  for (std::size_t hour = 0; hour < hours_.size(); ++hour) {
    for (std::size_t minute = 0; hours_.test(hour) && minute < minutes_.size(); ++minute) {
      if (!minutes_.test(minute)) continue;
      const std::int64_t utc =
          ToUtc(midnight + static_cast<std::int64_t>(hour * 3600 + minute * 60));
      if (utc > after && (!first || utc < *first)) first = utc;
    }
  }
  return first;
}

std::optional<WallTime> Schedule::After(WallTime time) const {
  const std::int64_t after = SecondsOf(time);
  const std::int64_t wall = after + OffsetAt(zone_, after);
  sys_days day = std::chrono::floor<days>(std::chrono::sys_seconds(seconds(wall)));
  for (int i = 0; i < kMostDays; ++i, day += days(1)) {
    if (!HasDay(day)) continue;
    if (const auto first = FirstOn(day, after)) return WallTime(seconds(*first));
  }
  return std::nullopt;
}

}  // namespace dashflow::api
