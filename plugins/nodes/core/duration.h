// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string_view>

namespace core {

// "100ms", "1.5s", "5m", "2h", "7d". Throws sdk::Error invalid_duration.
std::chrono::nanoseconds ParseDuration(std::string_view text);

}  // namespace core
