// SPDX-License-Identifier: Apache-2.0
#include "duration.h"

#include <charconv>
#include <dashflow/plugin.hpp>
#include <string>
#include <utility>

namespace core {
namespace {

constexpr std::pair<std::string_view, double> kUnits[] = {
    {"ms", 1e6}, {"s", 1e9}, {"m", 60e9}, {"h", 3600e9}, {"d", 86400e9}};
constexpr double kMost = 9e18;  // nanoseconds; about 285 years

}  // namespace

std::chrono::nanoseconds ParseDuration(std::string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
  for (const auto& [name, factor] : kUnits) {
    const double nanoseconds = number * factor;
    if (error == std::errc() && unit == name && nanoseconds >= 0 && nanoseconds < kMost) {
      return std::chrono::nanoseconds(static_cast<std::int64_t>(nanoseconds));
    }
  }
  throw dashflow::sdk::InvalidInput(
      "invalid_duration", "'" + std::string(text) + "' is no duration such as 100ms, 5s or 2h.");
}

}  // namespace core
