// SPDX-License-Identifier: Apache-2.0
#include "host/expression/function/format_clause.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>

#include "host/expression/function/format_string.h"

namespace dashflow::expression {
namespace {

Formatted Refuse(const FormatClause& clause, std::string_view wanted, const Operand& found) {
  return {{},
          std::string("%") + clause.letter + " takes " + std::string(wanted) + ", not " +
              std::string(TagName(found.tag))};
}

std::string Digits(const Operand& number, int base) {
  std::array<char, 72> buffer{};
  char* end = buffer.data() + buffer.size();
  const auto printed = number.tag == Tag::kInt
                           ? std::to_chars(buffer.data(), end, number.as.integer, base)
                           : std::to_chars(buffer.data(), end, number.as.unsigned_integer, base);
  return {buffer.data(), printed.ptr};
}

std::string Upper(std::string text) {
  for (char& c : text) c = c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
  return text;
}

std::string HexOfBytes(std::string_view bytes) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(2 * bytes.size());
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

bool IsWhole(const Operand& operand) {
  return operand.tag == Tag::kInt || operand.tag == Tag::kUint;
}

bool IsText(const Operand& operand) {
  return operand.tag == Tag::kString || operand.tag == Tag::kBytes;
}

Formatted FormatDecimal(const FormatClause& clause, const Operand& argument) {
  if (IsWhole(argument)) return {Digits(argument, 10), {}};
  if (argument.tag == Tag::kDouble) return {FormatDouble(argument.as.real), {}};
  return Refuse(clause, "a number", argument);
}

Formatted FormatBinary(const FormatClause& clause, const Operand& argument) {
  if (argument.tag == Tag::kBool) return {argument.boolean() ? "1" : "0", {}};
  if (IsWhole(argument)) return {Digits(argument, 2), {}};
  return Refuse(clause, "an int, a uint or a bool", argument);
}

Formatted FormatOctal(const FormatClause& clause, const Operand& argument) {
  if (IsWhole(argument)) return {Digits(argument, 8), {}};
  return Refuse(clause, "an int or a uint", argument);
}

Formatted FormatHex(const FormatClause& clause, const Operand& argument) {
  if (!IsWhole(argument) && !IsText(argument)) {
    return Refuse(clause, "an int, a uint, a string or bytes", argument);
  }
  std::string text = IsText(argument) ? HexOfBytes(argument.text()) : Digits(argument, 16);
  return {clause.letter == 'X' ? Upper(std::move(text)) : std::move(text), {}};
}

Formatted FormatReal(const FormatClause& clause, const Operand& argument) {
  if (!argument.is_number()) return Refuse(clause, "a number", argument);
  const double value = argument.tag == Tag::kInt ? static_cast<double>(argument.as.integer)
                       : argument.tag == Tag::kUint
                           ? static_cast<double>(argument.as.unsigned_integer)
                           : argument.as.real;
  if (!std::isfinite(value)) return {FormatDouble(value), {}};
  const char* pattern = clause.letter == 'e' ? "%.*e" : "%.*f";
  const int length = std::snprintf(nullptr, 0, pattern, clause.precision, value);
  std::string text(static_cast<std::size_t>(length) + 1, '\0');
  std::snprintf(text.data(), text.size(), pattern, clause.precision, value);
  text.pop_back();
  return {std::move(text), {}};
}

}  // namespace

Formatted Format(const FormatClause& clause, const Operand& argument, Evaluation& evaluation) {
  switch (clause.letter) {
    case 's':
      return FormatString(argument, evaluation);
    case 'd':
      return FormatDecimal(clause, argument);
    case 'b':
      return FormatBinary(clause, argument);
    case 'o':
      return FormatOctal(clause, argument);
    case 'x':
    case 'X':
      return FormatHex(clause, argument);
    case 'f':
    case 'e':
      return FormatReal(clause, argument);
    default:
      return {{},
              std::string("%") + clause.letter + " is unknown; there are %s %d %f %e %b %o %x %X"};
  }
}

}  // namespace dashflow::expression
