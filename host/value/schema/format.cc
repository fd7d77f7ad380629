// SPDX-License-Identifier: Apache-2.0
#include "host/value/schema/format.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <utility>

namespace dashflow::schema {
namespace {

using Entry = std::pair<std::string_view, Format>;

constexpr std::array<Entry, 6> kFormats = {{{"date", Format::kDate},
                                            {"time", Format::kTime},
                                            {"date-time", Format::kDateTime},
                                            {"uuid", Format::kUuid},
                                            {"ipv4", Format::kIpv4},
                                            {"ipv6", Format::kIpv6}}};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsHex(char c) { return IsDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

// Whether `text` has the shape of `shape`, in which 9 stands for a digit, f for a hexadecimal one.
bool HasShape(std::string_view text, std::string_view shape) {
  return std::ranges::equal(text, shape, [](char c, char wanted) {
    if (wanted == '9') return IsDigit(c);
    if (wanted == 'f') return IsHex(c);
    return c == wanted;
  });
}

// REQUIRES: digits.
int NumberAt(std::string_view text, std::size_t at, std::size_t count) {
  int number = 0;
  for (const char digit : text.substr(at, count)) number = 10 * number + (digit - '0');
  return number;
}

bool IsDate(std::string_view text) {
  if (!HasShape(text, "9999-99-99")) return false;
  const std::chrono::year_month_day date{
      std::chrono::year(NumberAt(text, 0, 4)),
      std::chrono::month(static_cast<unsigned>(NumberAt(text, 5, 2))),
      std::chrono::day(static_cast<unsigned>(NumberAt(text, 8, 2)))};
  return date.ok();
}

bool IsOffset(std::string_view text) {
  if (text == "Z" || text == "z") return true;
  if (!HasShape(text, "+99:99") && !HasShape(text, "-99:99")) return false;
  return NumberAt(text, 1, 2) < 24 && NumberAt(text, 4, 2) < 60;
}

std::string_view WithoutFraction(std::string_view text) {
  if (text.size() < 2 || text[0] != '.' || !IsDigit(text[1])) return text;
  const auto end = std::ranges::find_if_not(text.substr(1), IsDigit);
  return {end, text.end()};
}

bool IsTime(std::string_view text) {
  if (text.size() < 9 || !HasShape(text.substr(0, 8), "99:99:99")) return false;
  const bool in_range =
      NumberAt(text, 0, 2) < 24 && NumberAt(text, 3, 2) < 60 && NumberAt(text, 6, 2) <= 60;
  return in_range && IsOffset(WithoutFraction(text.substr(8)));
}

bool IsDateTime(std::string_view text) {
  if (text.size() < 11 || (text[10] != 'T' && text[10] != 't')) return false;
  return IsDate(text.substr(0, 10)) && IsTime(text.substr(11));
}

bool IsAddress(int family, std::string_view text) {
  std::array<unsigned char, sizeof(in6_addr)> address{};
  const bool has_end = text.find('\0') != std::string_view::npos;
  return !has_end && inet_pton(family, std::string(text).c_str(), address.data()) == 1;
}

}  // namespace

Format FindFormat(std::string_view name) {
  const auto found = std::ranges::find(kFormats, name, &Entry::first);
  return found != kFormats.end() ? found->second : Format::kAny;
}

std::string_view FormatName(Format format) {
  const auto found = std::ranges::find(kFormats, format, &Entry::second);
  return found != kFormats.end() ? found->first : "any";
}

bool Fits(Format format, std::string_view text) {
  switch (format) {
    case Format::kAny:
      return true;
    case Format::kDate:
      return IsDate(text);
    case Format::kTime:
      return IsTime(text);
    case Format::kDateTime:
      return IsDateTime(text);
    case Format::kUuid:
      return HasShape(text, "ffffffff-ffff-ffff-ffff-ffffffffffff");
    case Format::kIpv4:
      return IsAddress(AF_INET, text);
    case Format::kIpv6:
      return IsAddress(AF_INET6, text);
  }
  return false;
}

}  // namespace dashflow::schema
