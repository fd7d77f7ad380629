// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "host/expression/time/time_text.h"

namespace dashflow::expression {
namespace {

struct Unit {
  std::string_view name;
  std::int64_t nanoseconds;
};

// Longer names first.
constexpr auto kUnits = std::to_array<Unit>({
    {"ns", 1},
    {"us", 1'000},
    {"µs", 1'000},
    {"ms", 1'000'000},
    {"s", 1'000'000'000},
    {"m", 60'000'000'000},
    {"h", 3'600'000'000'000},
});

// Takes the digits off the front.
std::string_view TakeDigits(std::string_view& rest) {
  const std::size_t end = std::min(rest.find_first_not_of("0123456789"), rest.size());
  const std::string_view digits = rest.substr(0, end);
  rest.remove_prefix(end);
  return digits;
}

const Unit* TakeUnit(std::string_view& rest) {
  const auto* unit = std::ranges::find_if(
      kUnits, [&](const Unit& candidate) { return rest.starts_with(candidate.name); });
  if (unit == kUnits.end()) return nullptr;
  rest.remove_prefix(unit->name.size());
  return unit;
}

// Adds whole.fraction units. False: beyond 64 bits.
bool Add(std::string_view whole, std::string_view fraction, const Unit& unit, std::int64_t& sum) {
  std::int64_t count = 0;
  for (const char digit : whole) {
    if (__builtin_mul_overflow(count, 10, &count)) return false;
    if (__builtin_add_overflow(count, digit - '0', &count)) return false;
  }
  std::int64_t nanoseconds = 0;
  if (__builtin_mul_overflow(count, unit.nanoseconds, &nanoseconds)) return false;
  std::int64_t worth = unit.nanoseconds;
  for (const char digit : fraction) {
    worth /= 10;
    if (__builtin_add_overflow(nanoseconds, worth * (digit - '0'), &nanoseconds)) return false;
  }
  return !__builtin_add_overflow(sum, nanoseconds, &sum);
}

}  // namespace

std::optional<std::int64_t> ParseDuration(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text == "0") return 0;
  std::int64_t sum = 0;
  do {
    const std::string_view whole = TakeDigits(text);
    std::string_view fraction;
    if (text.starts_with('.')) {
      text.remove_prefix(1);
      fraction = TakeDigits(text);
    }
    const Unit* unit = TakeUnit(text);
    if (unit == nullptr || (whole.empty() && fraction.empty())) return std::nullopt;
    if (!Add(whole, fraction, *unit, sum)) return std::nullopt;
  } while (!text.empty());
  return negative ? -sum : sum;
}

}  // namespace dashflow::expression
