// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace dashflow::sdk {

// The bytes that the well-formed UTF-8 sequence at the start of `text` takes; 0 = there is none
// (The Unicode Standard, table 3-7). REQUIRES: it is not empty.
constexpr std::size_t Utf8Length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t lead = byte(0);
  if (lead < 0x80) return 1;
  const std::size_t size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || text.size() < size) return 0;
  const std::uint8_t least = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
  const std::uint8_t most = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
  if (byte(1) < least || byte(1) > most) return 0;
  for (std::size_t i = 2; i < size; ++i) {
    if (byte(i) < 0x80 || byte(i) > 0xbf) return 0;
  }
  return size;
}

// As it is where it is UTF-8; each other byte becomes a replacement character. Words about damaged
// data may quote it, and the host takes no text that is not UTF-8.
inline std::string ValidText(std::string text) {
  std::size_t at = 0;
  const auto left = [&] { return std::string_view(text).substr(at); };
  while (!left().empty() && Utf8Length(left()) > 0) at += Utf8Length(left());
  if (left().empty()) return text;
  std::string valid = text.substr(0, at);
  while (!left().empty()) {
    const std::size_t size = Utf8Length(left());
    valid += size > 0 ? left().substr(0, size) : std::string_view("\xef\xbf\xbd");
    at += size > 0 ? size : 1;
  }
  return valid;
}

}  // namespace dashflow::sdk
