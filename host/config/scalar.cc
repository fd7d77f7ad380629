// SPDX-License-Identifier: Apache-2.0
#include "host/config/scalar.h"

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>

namespace dashflow::config {
namespace {

bool AnyOf(std::string_view text, std::initializer_list<std::string_view> words) {
  for (const std::string_view word : words)
    if (text == word) return true;
  return false;
}

Error Unrepresentable(std::string_view text, std::string_view why) {
  return Error("yaml_number",
               "the number " + std::string(text.substr(0, 60)) + " " + std::string(why))
      .Fix("write a smaller number, or quote it to make it a string");
}

std::size_t CountDigits(std::string_view text) {
  std::size_t count = 0;
  while (count < text.size() && text[count] >= '0' && text[count] <= '9') ++count;
  return count;
}

std::string_view WithoutSign(std::string_view text) {
  if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
  return text;
}

// [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?
bool IsFloat(std::string_view text) {
  text = WithoutSign(text);
  const std::size_t whole = CountDigits(text);
  text.remove_prefix(whole);
  std::size_t fraction = 0;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    fraction = CountDigits(text);
    text.remove_prefix(fraction);
  }
  if (whole + fraction == 0) return false;
  if (text.empty()) return true;
  if (text.front() != 'e' && text.front() != 'E') return false;
  text = WithoutSign(text.substr(1));
  return !text.empty() && CountDigits(text) == text.size();
}

bool IsInteger(std::string_view text) {
  text = WithoutSign(text);
  return !text.empty() && CountDigits(text) == text.size();
}

std::optional<std::uint64_t> ParseUnsigned(std::string_view digits, int base) {
  std::uint64_t number = 0;
  const char* end = digits.data() + digits.size();
  const auto parsed = std::from_chars(digits.data(), end, number, base);
  if (parsed.ec != std::errc() || parsed.ptr != end) return std::nullopt;
  return number;
}

Result<Value> ReadInteger(std::string_view text) {
  const auto magnitude = ParseUnsigned(WithoutSign(text), 10);
  if (!magnitude) return Unrepresentable(text, "does not fit 64 bits");
  if (!text.starts_with('-')) return Value(*magnitude);
  constexpr std::uint64_t kLowest = std::uint64_t{1} << 63;
  if (*magnitude > kLowest) return Unrepresentable(text, "does not fit 64 bits");
  return Value(static_cast<std::int64_t>(0 - *magnitude));
}

// from_chars does not say which end of the range was left.
bool IsTiny(std::string_view text) {
  const std::size_t exponent = text.find_first_of("eE");
  if (exponent != std::string_view::npos) return text.substr(exponent + 1).starts_with('-');
  return WithoutSign(text).find_first_not_of('0') == WithoutSign(text).find('.');
}

Result<Value> ReadFloat(std::string_view text) {
  const std::string_view number = text.starts_with('+') ? text.substr(1) : text;
  double parsed = 0;
  const auto result = std::from_chars(number.data(), number.data() + number.size(), parsed);
  if (result.ec != std::errc::result_out_of_range) return Value(parsed);
  if (IsTiny(text)) return Value(0.0);
  return Unrepresentable(text, "does not fit a double");
}

// 0x1F and 0o17; an empty optional: not of that form.
std::optional<Result<Value>> ReadRadix(std::string_view text) {
  const int base = text.starts_with("0x") ? 16 : text.starts_with("0o") ? 8 : 0;
  if (base == 0 || text.size() == 2) return std::nullopt;
  const std::string_view digits = text.substr(2);
  const std::string_view allowed =
      base == 16 ? std::string_view("0123456789abcdefABCDEF") : std::string_view("01234567");
  if (digits.find_first_not_of(allowed) != std::string_view::npos) return std::nullopt;
  const auto number = ParseUnsigned(digits, base);
  if (!number) return Result<Value>(Unrepresentable(text, "does not fit 64 bits"));
  return Result<Value>(Value(*number));
}

bool IsInfiniteOrNan(std::string_view text) {
  return AnyOf(WithoutSign(text), {".inf", ".Inf", ".INF"}) ||
         AnyOf(text, {".nan", ".NaN", ".NAN"});
}

}  // namespace

Result<Value> ReadPlainScalar(std::string_view text) {
  if (AnyOf(text, {"", "~", "null", "Null", "NULL"})) return Value();
  if (AnyOf(text, {"true", "True", "TRUE"})) return Value(true);
  if (AnyOf(text, {"false", "False", "FALSE"})) return Value(false);
  if (auto number = ReadRadix(text)) return *number;
  if (IsInteger(text)) return ReadInteger(text);
  if (IsFloat(text)) return ReadFloat(text);
  if (IsInfiniteOrNan(text)) return Unrepresentable(text, "is not finite");
  return Value(text);
}

}  // namespace dashflow::config
