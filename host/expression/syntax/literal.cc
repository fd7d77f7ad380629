// SPDX-License-Identifier: Apache-2.0
#include "host/expression/syntax/literal.h"

#include <charconv>
#include <cmath>
#include <limits>

#include "host/expression/syntax/unescape.h"

namespace dashflow::expression {
namespace {

constexpr std::uint64_t kTooLarge = std::numeric_limits<std::int64_t>::max();

bool Magnitude(std::string_view digits, std::uint64_t& out) {
  const bool hexadecimal = digits.starts_with("0x") || digits.starts_with("0X");
  if (hexadecimal) digits.remove_prefix(2);
  const char* end = digits.data() + digits.size();
  const auto parsed = std::from_chars(digits.data(), end, out, hexadecimal ? 16 : 10);
  return parsed.ec == std::errc() && parsed.ptr == end;
}

struct Quoted {
  std::string_view body;
  bool raw = false;
};

// REQUIRES: a token of the lexer.
Quoted Unquote(std::string_view token) {
  Quoted quoted;
  while (token.front() != '"' && token.front() != '\'') {
    quoted.raw = quoted.raw || token.front() == 'r' || token.front() == 'R';
    token.remove_prefix(1);
  }
  const bool block = token.size() >= 6 && token[1] == token[0] && token[2] == token[0];
  const std::size_t width = block ? 3 : 1;
  quoted.body = token.substr(width, token.size() - 2 * width);
  return quoted;
}

}  // namespace

DecodedLiteral DecodeInt(std::string_view token) {
  const bool negative = token.starts_with('-');
  if (negative) token.remove_prefix(1);
  std::uint64_t magnitude = 0;
  if (!Magnitude(token, magnitude) || magnitude > kTooLarge + (negative ? 1 : 0)) {
    return {nullptr, "the number does not fit in 64 bits with a sign"};
  }
  const std::uint64_t bits = negative ? 0 - magnitude : magnitude;
  return {static_cast<std::int64_t>(bits), {}};
}

DecodedLiteral DecodeUint(std::string_view token) {
  token.remove_suffix(1);
  std::uint64_t value = 0;
  if (!Magnitude(token, value)) return {nullptr, "the number does not fit in 64 bits"};
  return {value, {}};
}

DecodedLiteral DecodeDouble(std::string_view token) {
  double value = 0;
  const char* end = token.data() + token.size();
  const auto parsed = std::from_chars(token.data(), end, value);
  if (parsed.ec == std::errc::result_out_of_range) {
    return {nullptr, "the number is out of the range of a double"};
  }
  return {value, {}};
}

DecodedLiteral DecodeString(std::string_view token) {
  const Quoted quoted = Unquote(token);
  if (quoted.raw) return {std::string(quoted.body), {}};
  Unescaped text = UnescapeString(quoted.body);
  return {std::move(text.text), std::move(text.problem)};
}

DecodedLiteral DecodeBytes(std::string_view token) {
  const Quoted quoted = Unquote(token);
  if (quoted.raw) return {BytesLiteral{std::string(quoted.body)}, {}};
  Unescaped text = UnescapeBytes(quoted.body);
  return {BytesLiteral{std::move(text.text)}, std::move(text.problem)};
}

}  // namespace dashflow::expression
