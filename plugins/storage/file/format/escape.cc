// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/file/format/escape.h"

#include <charconv>

namespace dashflow::file {
namespace {

constexpr std::string_view kPlain = "._~:/@+-";

bool IsPlain(unsigned char byte) {
  return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= 'a' && byte <= 'z') ||
         kPlain.find(static_cast<char>(byte)) != std::string_view::npos;
}

}  // namespace

std::string Escape(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string word;
  word.reserve(bytes.size());
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    if (IsPlain(value)) {
      word += byte;
    } else {
      word.append(1, '%').append(1, kDigits[value / 16]).append(1, kDigits[value % 16]);
    }
  }
  return word;
}

std::optional<std::string> Unescape(std::string_view word) {
  std::string bytes;
  bytes.reserve(word.size());
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (word[i] != '%') {
      bytes += word[i];
      continue;
    }
    unsigned value = 0;
    if (i + 3 > word.size()) return std::nullopt;
    const char* const end = word.data() + i + 3;
    if (std::from_chars(word.data() + i + 1, end, value, 16).ptr != end) return std::nullopt;
    bytes += static_cast<char>(value);
    i += 2;
  }
  return bytes;
}

}  // namespace dashflow::file
