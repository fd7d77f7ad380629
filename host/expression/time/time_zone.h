// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace dashflow::expression {

// Seconds east of UTC at `seconds` since 1970 in `zone`: an offset such as "+02:00", or a name of
// the system's time zone database such as "Europe/Berlin". Nothing for any other text. [any-thread]
std::optional<std::int64_t> OffsetAt(std::string_view zone, std::int64_t seconds);

}  // namespace dashflow::expression
