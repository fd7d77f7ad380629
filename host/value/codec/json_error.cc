// SPDX-License-Identifier: Apache-2.0
#include "host/value/codec/json_error.h"

#include <algorithm>

#include "host/value/utf8.h"

namespace dashflow {
namespace {

// The column counts characters, as editors do; a stray byte counts as one.
int ColumnOf(std::string_view line) {
  const auto starts = [](unsigned char byte) { return (byte & 0xc0) != 0x80; };
  return 1 + static_cast<int>(std::ranges::count_if(line, starts));
}

std::string Hex(unsigned char byte) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  return {'0', 'x', kDigits[byte >> 4], kDigits[byte & 15]};
}

}  // namespace

Error JsonError(std::string_view code, std::string reason, std::string_view text,
                std::size_t offset, std::string_view source) {
  const std::string_view before = text.substr(0, offset);
  const int line = 1 + static_cast<int>(std::ranges::count(before, '\n'));
  const std::size_t line_begin = before.rfind('\n') + 1;
  const int column = ColumnOf(before.substr(line_begin));
  Error error(code,
              reason + " at line " + std::to_string(line) + ", column " + std::to_string(column));
  error.Operation("parse JSON").Resource(std::string(source));
  error.Cause(std::move(reason) + " (offset " + std::to_string(offset) + ")");
  return error.At(std::string(source), line, column);
}

std::string DescribeUnexpected(std::string_view text, std::size_t offset) {
  if (offset >= text.size()) return "the text ends too early";
  if (offset == 0 && text.starts_with("\xef\xbb\xbf")) return "a byte order mark, remove it";
  const auto byte = static_cast<unsigned char>(text[offset]);
  if (byte >= 0x80 && ValidUtf8Prefix(text) < text.size()) return "invalid UTF-8";
  if (byte < 0x20 || byte >= 0x7f) return "unexpected byte " + Hex(byte);
  return std::string("unexpected '") + text[offset] + "'";
}

}  // namespace dashflow
