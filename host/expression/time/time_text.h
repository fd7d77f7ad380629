// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dashflow::expression {

struct Instant {
  std::int64_t seconds = 0;  // since 1970
  std::uint32_t nanoseconds = 0;
};

// RFC 3339: "2009-02-13T23:31:30.5Z", "…+02:00". Nothing for any other text.
std::optional<Instant> ParseTimestamp(std::string_view text);
// The same in UTC, as short as it is exact.
std::string TimestampText(const Instant& instant);

// "1h30m", "-1.5s", "250ms"; units h m s ms us ns. Nothing for any other text, and beyond 64 bits
// of nanoseconds.
std::optional<std::int64_t> ParseDuration(std::string_view text);
// Seconds: "5400s", "0.25s".
std::string DurationText(std::int64_t nanoseconds);

// "+02:00", "-02:30", "02:00", "UTC": seconds east of UTC. Nothing for any other text.
std::optional<std::int64_t> ParseOffset(std::string_view text);

}  // namespace dashflow::expression
