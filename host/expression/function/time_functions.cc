// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <chrono>

#include "host/expression/function/library.h"
#include "host/expression/operand/display.h"
#include "host/expression/operand/time.h"
#include "host/expression/time/time_text.h"
#include "host/expression/time/time_zone.h"
namespace dashflow::expression {
namespace {

using Kind = Type::Kind;
using Arguments = std::span<const Operand>;

Operand Same(Evaluation& /*evaluation*/, Arguments arguments) { return arguments[0]; }

Operand TimestampOfString(Evaluation& evaluation, Arguments arguments) {
  const auto instant = ParseTimestamp(arguments[0].text());
  if (instant) return MakeTimestamp(instant->seconds, instant->nanoseconds, evaluation);
  return evaluation.Fail("conversion_failed",
                         {"the text ", Display(arguments[0]), " is no timestamp of RFC 3339"});
}

Operand TimestampOfInt(Evaluation& evaluation, Arguments arguments) {
  return MakeTimestamp(arguments[0].as.integer, 0, evaluation);
}

Operand DurationOfString(Evaluation& evaluation, Arguments arguments) {
  const auto nanoseconds = ParseDuration(arguments[0].text());
  if (nanoseconds) return Operand::Duration(*nanoseconds);
  return evaluation.Fail("conversion_failed",
                         {"the text ", Display(arguments[0]),
                          " is no duration such as 1h30m or 1.5s, or out of range"});
}

Operand IntOfTimestamp(Evaluation& /*evaluation*/, Arguments arguments) {
  return Operand::Int(arguments[0].as.integer);
}

Operand StringOfTimestamp(Evaluation& evaluation, Arguments arguments) {
  return evaluation.NewString(TimestampText({arguments[0].as.integer, arguments[0].size}));
}

Operand StringOfDuration(Evaluation& evaluation, Arguments arguments) {
  return evaluation.NewString(DurationText(arguments[0].as.integer));
}

// What a clock on the wall and the calendar beside it show.
struct Fields {
  std::chrono::sys_days day;
  std::chrono::year_month_day date;
  std::int64_t second;  // of the day
};

using FieldOf = std::int64_t (*)(const Fields&);

Fields FieldsOf(std::int64_t seconds) {
  const std::chrono::sys_seconds time{std::chrono::seconds(seconds)};
  const auto day = std::chrono::floor<std::chrono::days>(time);
  return {day, std::chrono::year_month_day(day), (time - day).count()};
}

std::int64_t Year(const Fields& fields) { return static_cast<int>(fields.date.year()); }
std::int64_t Month(const Fields& fields) {
  return static_cast<std::int64_t>(static_cast<unsigned>(fields.date.month())) - 1;
}
std::int64_t Date(const Fields& fields) { return static_cast<unsigned>(fields.date.day()); }
std::int64_t DayOfMonth(const Fields& fields) { return Date(fields) - 1; }
std::int64_t DayOfWeek(const Fields& fields) {
  return std::chrono::weekday(fields.day).c_encoding();
}
std::int64_t DayOfYear(const Fields& fields) {
  return (fields.day - std::chrono::sys_days(fields.date.year() / 1 / 1)).count();
}
std::int64_t Hours(const Fields& fields) { return fields.second / 3600; }
std::int64_t Minutes(const Fields& fields) { return fields.second / 60 % 60; }
std::int64_t Seconds(const Fields& fields) { return fields.second % 60; }

template <FieldOf kField>
Operand Get(Evaluation& /*evaluation*/, Arguments arguments) {
  return Operand::Int(kField(FieldsOf(arguments[0].as.integer)));
}

template <FieldOf kField>
Operand GetIn(Evaluation& evaluation, Arguments arguments) {
  const auto offset = OffsetAt(arguments[1].text(), arguments[0].as.integer);
  if (offset) return Operand::Int(kField(FieldsOf(arguments[0].as.integer + *offset)));
  return evaluation.Fail("argument_invalid",
                         {"the time zone ", Display(arguments[1]),
                          " is neither an offset such as +02:00 nor the name of a time zone"});
}

Operand Milliseconds(Evaluation& /*evaluation*/, Arguments arguments) {
  return Operand::Int(arguments[0].size / 1'000'000);
}

template <std::int64_t kUnit>
Operand Whole(Evaluation& /*evaluation*/, Arguments arguments) {
  return Operand::Int(arguments[0].as.integer / kUnit);
}

Operand MillisecondsOfDuration(Evaluation& /*evaluation*/, Arguments arguments) {
  return Operand::Int(arguments[0].as.integer / 1'000'000 % 1'000);
}

constexpr Overload Getter(std::string_view name, Implementation run) {
  return Method(name, {Kind::kTimestamp}, run, Returns<Kind::kInt>);
}
constexpr Overload ZoneGetter(std::string_view name, Implementation run) {
  return Method(name, {Kind::kTimestamp, Kind::kString}, run, Returns<Kind::kInt>);
}
constexpr Overload DurationGetter(std::string_view name, Implementation run) {
  return Method(name, {Kind::kDuration}, run, Returns<Kind::kInt>);
}

constexpr auto kOverloads = std::to_array<Overload>({
    Function("timestamp", {Kind::kTimestamp}, Same, Returns<Kind::kTimestamp>),
    Function("timestamp", {Kind::kString}, TimestampOfString, Returns<Kind::kTimestamp>),
    Function("timestamp", {Kind::kInt}, TimestampOfInt, Returns<Kind::kTimestamp>),
    Function("duration", {Kind::kDuration}, Same, Returns<Kind::kDuration>),
    Function("duration", {Kind::kString}, DurationOfString, Returns<Kind::kDuration>),
    Function("int", {Kind::kTimestamp}, IntOfTimestamp, Returns<Kind::kInt>),
    Function("string", {Kind::kTimestamp}, StringOfTimestamp, Returns<Kind::kString>),
    Function("string", {Kind::kDuration}, StringOfDuration, Returns<Kind::kString>),
    Getter("getFullYear", Get<Year>),
    Getter("getMonth", Get<Month>),
    Getter("getDate", Get<Date>),
    Getter("getDayOfMonth", Get<DayOfMonth>),
    Getter("getDayOfWeek", Get<DayOfWeek>),
    Getter("getDayOfYear", Get<DayOfYear>),
    Getter("getHours", Get<Hours>),
    Getter("getMinutes", Get<Minutes>),
    Getter("getSeconds", Get<Seconds>),
    Getter("getMilliseconds", Milliseconds),
    ZoneGetter("getFullYear", GetIn<Year>),
    ZoneGetter("getMonth", GetIn<Month>),
    ZoneGetter("getDate", GetIn<Date>),
    ZoneGetter("getDayOfMonth", GetIn<DayOfMonth>),
    ZoneGetter("getDayOfWeek", GetIn<DayOfWeek>),
    ZoneGetter("getDayOfYear", GetIn<DayOfYear>),
    ZoneGetter("getHours", GetIn<Hours>),
    ZoneGetter("getMinutes", GetIn<Minutes>),
    ZoneGetter("getSeconds", GetIn<Seconds>),
    ZoneGetter("getMilliseconds", Milliseconds),
    DurationGetter("getHours", Whole<3600 * kNanosecondsPerSecond>),
    DurationGetter("getMinutes", Whole<60 * kNanosecondsPerSecond>),
    DurationGetter("getSeconds", Whole<kNanosecondsPerSecond>),
    DurationGetter("getMilliseconds", MillisecondsOfDuration),
});

}  // namespace

std::span<const Overload> TimeFunctions() { return kOverloads; }

}  // namespace dashflow::expression
