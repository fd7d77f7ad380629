// SPDX-License-Identifier: Apache-2.0
#include "host/graph/check/version_range.h"

#include <array>
#include <charconv>
#include <compare>
#include <cstdint>
#include <string>

namespace dashflow::graph {
namespace {

using Version = std::array<std::uint32_t, 3>;

constexpr std::string_view kOperators[] = {">=", "<=", ">", "<", "="};

std::string_view Trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") + 1 - begin);
}

Error NotA(std::string_view what, std::string_view text) {
  return Error("version_range", "'" + std::string(text) + "' is no " + std::string(what))
      .Fix("write it like '>= 1.2' or '>= 1.2, < 2'");
}

Result<Version> ParseVersion(std::string_view text) {
  Version version{};
  const std::string_view numbers = text.substr(0, text.find_first_of("-+"));
  const char* at = numbers.data();
  const char* end = at + numbers.size();
  for (std::size_t i = 0; i < version.size(); ++i) {
    const auto parsed = std::from_chars(at, end, version.at(i));
    if (parsed.ec != std::errc()) return NotA("version", text);
    at = parsed.ptr;
    if (at == end) return version;
    if (*at++ != '.') return NotA("version", text);
  }
  return NotA("version", text);
}

bool Holds(std::string_view comparison, std::strong_ordering order) {
  if (comparison == ">=") return order >= 0;
  if (comparison == "<=") return order <= 0;
  if (comparison == ">") return order > 0;
  return comparison == "<" ? order < 0 : order == 0;
}

Result<bool> Compare(const Version& version, std::string_view part) {
  std::string_view comparison = "=";
  for (const std::string_view known : kOperators) {
    if (!part.starts_with(known)) continue;
    comparison = known;
    part.remove_prefix(known.size());
    break;
  }
  DF_ASSIGN(const Version bound, ParseVersion(Trim(part)));
  return Holds(comparison, version <=> bound);
}

}  // namespace

Result<bool> InRange(std::string_view version, std::string_view range) {
  DF_ASSIGN(const Version own, ParseVersion(version));
  bool inside = true;
  for (;;) {
    const std::size_t comma = range.find(',');
    DF_ASSIGN(const bool holds, Compare(own, Trim(range.substr(0, comma))));
    inside = inside && holds;
    if (comma == std::string_view::npos) return inside;
    range.remove_prefix(comma + 1);
  }
}

}  // namespace dashflow::graph
