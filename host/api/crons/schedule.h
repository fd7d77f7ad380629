// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bitset>
#include <optional>
#include <string>
#include <string_view>

#include "host/base/clock.h"
#include "host/base/result.h"

namespace dashflow::api {

// When a cron fires: five fields, minute, hour, day of the month, month, day of the week (0 and 7
// are Sunday), each `*`, a number, a name (JAN, MON), a range, a step or a list of those. Where
// both days are limited, one of them is enough. The clock on the wall of a zone counts: an hour
// that is left out when clocks go forward fires as long after it began, one that comes twice only
// once.
class Schedule {
 public:
  // `zone` as in "Europe/Berlin" or "+02:00"; empty = UTC. Errors: cron_invalid.
  static Result<Schedule> Parse(std::string_view text, std::string_view zone);

  // The first time after `time`. Nothing = never, as on 30 February.
  std::optional<WallTime> After(WallTime time) const;

 private:
  bool HasDay(std::chrono::sys_days day) const;
  // As seconds since 1970 of the clock on the wall.
  std::optional<std::int64_t> FirstOn(std::chrono::sys_days day, std::int64_t after) const;
  std::int64_t ToUtc(std::int64_t wall) const;

  std::string zone_;
  std::bitset<60> minutes_;
  std::bitset<24> hours_;
  std::bitset<32> days_;
  std::bitset<13> months_;
  std::bitset<7> weekdays_;
  bool any_day_ = false;      // the field is `*`
  bool any_weekday_ = false;  // the field is `*`
};

}  // namespace dashflow::api
