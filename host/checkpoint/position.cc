// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <charconv>
#include <string>

#include "host/checkpoint/entry.h"

namespace dashflow::checkpoint {
namespace {

std::string Hex(std::uint64_t number) {
  std::array<char, 16> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number, 16).ptr;
  return {digits.data(), end};
}

bool ParseHex(std::string_view text, std::uint64_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, 16);
  return error == std::errc() && end == text.data() + text.size();
}

}  // namespace

std::string ToText(const Position& position) {
  return Hex(position.stream) + "-" + Hex(position.seq);
}

std::optional<Position> ParsePosition(std::string_view text) {
  const auto dash = text.find('-');
  Position position;
  if (dash == std::string_view::npos || !ParseHex(text.substr(0, dash), position.stream) ||
      !ParseHex(text.substr(dash + 1), position.seq)) {
    return std::nullopt;
  }
  return position;
}

}  // namespace dashflow::checkpoint
