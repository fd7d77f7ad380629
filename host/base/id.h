// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "host/base/clock.h"
#include "host/base/random.h"

namespace dashflow {

// A UUID version 7 (RFC 9562): 48 bits of Unix milliseconds, 12 of their fraction (section 6.2,
// method 3), 62 of randomness. Sorts by time of making, to a quarter of a microsecond.
struct Uuid {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  auto operator<=>(const Uuid&) const = default;
};

Uuid NewUuid(WallTime now, Random& random);

// 36 characters, lower case.
std::string ToString(const Uuid& id);
// Back again, of any version; capital letters too. Nothing = it is none.
std::optional<Uuid> ParseUuid(std::string_view text);

}  // namespace dashflow
