// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <string_view>

#include "host/base/result.h"

namespace dashflow::config {

// "100ms", "1.5s", "5m", "2h", "7d" (ns, us, ms, s, m, h, d), not negative; a bare 0 is 0.
// Error quantity_invalid, without place.
Result<std::chrono::nanoseconds> ParseDuration(std::string_view text);

// "64KiB", "1GiB", "512B", "10MB" (B, KB MB GB TB of 1000, KiB MiB GiB TiB of 1024). Error
// quantity_invalid, without place.
Result<std::size_t> ParseSize(std::string_view text);

}  // namespace dashflow::config
