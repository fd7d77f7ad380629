// SPDX-License-Identifier: Apache-2.0
#include "host/expression/time/time_zone.h"

#include <date/tz.h>

#include <exception>

#include "host/expression/time/time_text.h"

namespace dashflow::expression {

std::optional<std::int64_t> OffsetAt(std::string_view zone, std::int64_t seconds) {
  if (const auto fixed = ParseOffset(zone)) return fixed;
  try {
    const date::sys_seconds when{std::chrono::seconds(seconds)};
    return date::locate_zone(zone)->get_info(when).offset.count();
  } catch (const std::exception&) {  // no such zone, or no database
    return std::nullopt;
  }
}

}  // namespace dashflow::expression
