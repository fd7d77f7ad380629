// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <charconv>

#include "host/expression/syntax/printer.h"

namespace dashflow::expression {
namespace {

std::string DoubleText(double value) {
  std::array<char, 32> buffer{};
  const auto printed = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  std::string text(buffer.data(), printed.ptr);
  if (text.find_first_of(".en") == std::string::npos) text += ".0";
  return text;
}

void AppendHex(std::string& out, unsigned char byte) {
  static constexpr char kDigits[] = "0123456789abcdef";
  out += "\\x";
  out += kDigits[byte >> 4];
  out += kDigits[byte & 15];
}

std::string Quoted(std::string_view text, bool bytes) {
  std::string out = bytes ? "b\"" : "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20 || byte == 0x7F || (bytes && byte > 0x7F)) {
      AppendHex(out, byte);
    } else {
      out += c;
    }
  }
  return out + '"';
}

struct Writer {
  std::string operator()(std::nullptr_t) const { return "null"; }
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(std::int64_t value) const { return std::to_string(value); }
  std::string operator()(std::uint64_t value) const { return std::to_string(value) + "u"; }
  std::string operator()(double value) const { return DoubleText(value); }
  std::string operator()(const std::string& text) const { return Quoted(text, false); }
  std::string operator()(const BytesLiteral& literal) const { return Quoted(literal.bytes, true); }
};

}  // namespace

std::string PrintLiteral(const Literal& literal) { return std::visit(Writer(), literal); }

}  // namespace dashflow::expression
