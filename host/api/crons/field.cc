// SPDX-License-Identifier: Apache-2.0
#include "host/api/crons/field.h"

#include <charconv>
#include <string>
#include <utility>

namespace dashflow::api {
namespace {

constexpr std::size_t kNameLength = 3;

char Upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

std::optional<int> ReadName(std::string_view text, const FieldRange& range) {
  if (text.size() != kNameLength) return std::nullopt;
  std::string name;
  for (const char c : text) name += Upper(c);
  const auto at = range.names.find(name);
  if (at == std::string_view::npos || at % kNameLength != 0) return std::nullopt;
  return range.named + static_cast<int>(at / kNameLength);
}

std::optional<int> ReadWhole(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<int> ReadNumber(std::string_view text, const FieldRange& range) {
  const auto number = text.empty() || text.front() == '-' ? std::nullopt : ReadWhole(text);
  if (!number) return ReadName(text, range);
  return *number >= range.first && *number <= range.last ? number : std::nullopt;
}

// "*", "5" or "1-5"; where a step follows, "5" goes on to the end.
std::optional<std::pair<int, int>> ReadSpan(std::string_view text, const FieldRange& range,
                                            bool has_step) {
  if (text == "*" || text == "?") return std::pair(range.first, range.last);
  const auto dash = text.find('-');
  const auto from = ReadNumber(text.substr(0, dash), range);
  if (!from) return std::nullopt;
  if (dash == std::string_view::npos) return std::pair(*from, has_step ? range.last : *from);
  const auto to = ReadNumber(text.substr(dash + 1), range);
  if (!to || *to < *from) return std::nullopt;
  return std::pair(*from, *to);
}

std::optional<std::uint64_t> ReadPart(std::string_view text, const FieldRange& range) {
  const auto slash = text.find('/');
  const bool has_step = slash != std::string_view::npos;
  const auto span = ReadSpan(text.substr(0, slash), range, has_step);
  const auto step = has_step ? ReadWhole(text.substr(slash + 1)) : std::optional(1);
  if (!span || !step || *step < 1) return std::nullopt;
  std::uint64_t bits = 0;
  for (std::int64_t i = span->first; i <= span->second; i += *step) bits |= std::uint64_t{1} << i;
  return bits;
}

}  // namespace

std::optional<std::uint64_t> ReadField(std::string_view text, const FieldRange& range) {
  std::uint64_t bits = 0;
  for (std::string_view rest = text;;) {
    const auto comma = rest.find(',');
    const auto part = ReadPart(rest.substr(0, comma), range);
    if (!part) return std::nullopt;
    bits |= *part;
    if (comma == std::string_view::npos) return bits;
    rest.remove_prefix(comma + 1);
  }
}

}  // namespace dashflow::api
