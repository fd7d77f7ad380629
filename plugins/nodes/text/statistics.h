// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace text {

struct Statistics {
  std::uint64_t lines = 0;
  std::uint64_t words = 0;
  std::vector<std::string> longest;  // up to five different words, longest first, then by bytes
  std::string encoding = "utf-8";    // ascii, utf-8, binary (has a NUL), unknown (no UTF-8)
  std::vector<std::uint64_t>
      keywords;  // how often each keyword stands there, letter case ignored (ASCII)
};

// Counts a text. A word is a run of letters, digits, and bytes over 127; a line ends with a line
// feed, the last one need not. Of binary text and of bytes that are no UTF-8 only the encoding is
// told.
Statistics Count(std::string_view text, const std::vector<std::string>& keywords);

bool IsUtf8(std::string_view text);

}  // namespace text
