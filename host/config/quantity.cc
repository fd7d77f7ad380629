// SPDX-License-Identifier: Apache-2.0
#include "host/config/quantity.h"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <span>
#include <string>

namespace dashflow::config {
namespace {

struct Unit {
  std::string_view name;
  double factor;
};

constexpr Unit kDurations[] = {{"ns", 1},   {"us", 1e3},   {"ms", 1e6},   {"s", 1e9},
                               {"m", 60e9}, {"h", 3600e9}, {"d", 86400e9}};
constexpr Unit kSizes[] = {{"B", 1},        {"KB", 1e3},     {"MB", 1e6},
                           {"GB", 1e9},     {"TB", 1e12},    {"KiB", 0x1p10},
                           {"MiB", 0x1p20}, {"GiB", 0x1p30}, {"TiB", 0x1p40}};
constexpr double kMost = 0x1p63;

struct Kind {
  std::string_view what;
  std::string_view fix;
  std::span<const Unit> units;
};

constexpr Kind kDuration{"duration", "a number and a unit: 100ms 30s 5m 2h 7d", kDurations};
constexpr Kind kSize{"size", "a number and a unit: 512B 64KiB 10MB 1GiB", kSizes};

Error Wrong(const Kind& kind, std::string_view text, const std::string& why) {
  return Error("quantity_invalid",
               "'" + std::string(text.substr(0, 60)) + "' is no " + std::string(kind.what) + why)
      .Fix("write " + std::string(kind.fix));
}

Result<std::int64_t> Parse(const Kind& kind, std::string_view text) {
  if (text == "0") return 0;
  double number = 0;
  const char* end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, number, std::chars_format::fixed);
  if (parsed.ec != std::errc() || !std::isfinite(number)) return Wrong(kind, text, "");
  if (std::signbit(number)) return Wrong(kind, text, ": it is negative");
  const std::string_view name(parsed.ptr, static_cast<std::size_t>(end - parsed.ptr));
  if (name.empty()) return Wrong(kind, text, ": it has no unit");
  for (const Unit& unit : kind.units) {
    if (unit.name != name) continue;
    const double total = std::round(number * unit.factor);
    if (total >= kMost) return Wrong(kind, text, ": it is too large");
    return static_cast<std::int64_t>(total);
  }
  return Wrong(kind, text, ": the unit '" + std::string(name.substr(0, 20)) + "' is not known");
}

}  // namespace

Result<std::chrono::nanoseconds> ParseDuration(std::string_view text) {
  DF_ASSIGN(const std::int64_t count, Parse(kDuration, text));
  return std::chrono::nanoseconds(count);
}

Result<std::size_t> ParseSize(std::string_view text) {
  DF_ASSIGN(const std::int64_t count, Parse(kSize, text));
  return static_cast<std::size_t>(count);
}

}  // namespace dashflow::config
