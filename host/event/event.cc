// SPDX-License-Identifier: Apache-2.0
#include "host/event/event.h"

#include <array>

#include "host/value/builder.h"
#include "host/value/value_iterate.h"

namespace dashflow::event {
namespace {

constexpr std::array<std::string_view, kTypeCount> kNames = {
    "run.started",  "step.started",   "task.started", "task.finished", "task.failed",
    "task.retried", "task.cancelled", "interrupt",    "checkpoint",    "values",
    "custom",       "token",          "log",          "gap",           "run.finished",
};

void AppendPadded(std::string& text, std::int64_t number, std::size_t width) {
  const std::string digits = std::to_string(number);
  text.append(width > digits.size() ? width - digits.size() : 0, '0');
  text += digits;
}

}  // namespace

std::string_view TypeName(Type type) { return kNames[static_cast<std::size_t>(type)]; }

std::string FormatTime(WallTime time) {
  const auto second = std::chrono::floor<std::chrono::seconds>(time);
  const auto day = std::chrono::floor<std::chrono::days>(second);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(second - day);
  std::string text;
  AppendPadded(text, static_cast<int>(date.year()), 4);
  AppendPadded(text += '-', static_cast<unsigned>(date.month()), 2);
  AppendPadded(text += '-', static_cast<unsigned>(date.day()), 2);
  AppendPadded(text += 'T', clock.hours().count(), 2);
  AppendPadded(text += ':', clock.minutes().count(), 2);
  AppendPadded(text += ':', clock.seconds().count(), 2);
  AppendPadded(text += '.', (time - second).count(), 9);
  return text += 'Z';
}

Value ToValue(const Event& event) {
  ObjectBuilder object;
  object.Add("seq", event.seq);
  object.Add("time", FormatTime(event.time));
  object.Add("thread", event.thread);
  object.Add("run", event.run);
  object.Add("ns", event.space.is_null() ? Value::EmptyArray() : event.space);
  object.Add("event", TypeName(event.type));
  if (event.members.is_object()) {
    event.members.ForEachMember([&object](const Value& key, const Value& value) {
      object.Add(key, value);
      return true;
    });
  }
  return std::move(object).Build();
}

}  // namespace dashflow::event
