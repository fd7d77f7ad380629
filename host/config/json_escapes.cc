// SPDX-License-Identifier: Apache-2.0
#include "host/config/json_escapes.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>

namespace dashflow::config {
namespace {

constexpr std::size_t kEscapeBytes = 6;

bool LooksLikeJson(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
}

// The number of an escape \uXXXX at the beginning of `text` within [low, low + 0x3FF].
std::optional<std::uint32_t> ReadSurrogate(std::string_view text, std::uint32_t low) {
  if (text.size() < kEscapeBytes || !text.starts_with("\\u")) return std::nullopt;
  std::uint32_t code = 0;
  const auto parsed = std::from_chars(text.data() + 2, text.data() + kEscapeBytes, code, 16);
  const bool whole = parsed.ec == std::errc() && parsed.ptr == text.data() + kEscapeBytes;
  if (!whole || code < low || code > low + 0x3FF) return std::nullopt;
  return code - low;
}

void AppendUtf8(std::string& out, std::uint32_t code) {
  out += static_cast<char>(0xF0U | code >> 18U);
  out += static_cast<char>(0x80U | (code >> 12U & 0x3FU));
  out += static_cast<char>(0x80U | (code >> 6U & 0x3FU));
  out += static_cast<char>(0x80U | (code & 0x3FU));
}

}  // namespace

std::string ReplaceSurrogatePairs(std::string_view text) {
  std::string out;
  if (!LooksLikeJson(text)) return out = text;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::size_t backslash = std::min(text.find('\\'), text.size());
    out += text.substr(0, backslash);
    text.remove_prefix(backslash);
    const auto high = ReadSurrogate(text, 0xD800);
    const auto low = high ? ReadSurrogate(text.substr(kEscapeBytes), 0xDC00) : std::nullopt;
    if (low) {
      AppendUtf8(out, 0x10000U + (*high << 10U) + *low);
      text.remove_prefix(2 * kEscapeBytes);
    } else {
      // An escape is taken whole, so that the second of two backslashes begins none.
      out += text.substr(0, 2);
      text.remove_prefix(std::min<std::size_t>(2, text.size()));
    }
  }
  return out;
}

}  // namespace dashflow::config
