// SPDX-License-Identifier: Apache-2.0
#include "host/config/did_you_mean.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace dashflow::config {
namespace {

constexpr std::size_t kLongest = 64;  // longer names are not typed by hand
constexpr std::size_t kListed = 12;

using Row = std::array<std::size_t, kLongest + 1>;

char Lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

bool Swapped(std::string_view a, std::string_view b, std::size_t i, std::size_t j) {
  return i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
}

std::string LowerCase(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), Lower);
  return lower;
}

}  // namespace

// Optimal string alignment: Damerau's distance where no part is edited twice.
std::size_t EditDistance(std::string_view a, std::string_view b, std::size_t limit) {
  const auto [shorter, longer] = std::minmax({a.size(), b.size()});
  if (longer > kLongest || longer - shorter > limit) return limit + 1;
  Row before{}, above{}, current{};
  for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      current[j] = std::min({above[j] + 1, current[j - 1] + 1, replaced});
      if (Swapped(a, b, i, j)) current[j] = std::min(current[j], before[j - 2] + 1);
    }
    before = above;
    above = current;
  }
  return std::min(above[b.size()], limit + 1);
}

std::string_view Nearest(std::string_view name, const std::vector<std::string_view>& names) {
  const std::string lower = LowerCase(name.substr(0, kLongest + 1));
  std::size_t best = std::max<std::size_t>(1, name.size() / 3) + 1;
  std::string_view nearest;
  for (const std::string_view candidate : names) {
    const std::size_t distance = EditDistance(lower, LowerCase(candidate), best - 1);
    if (distance >= best) continue;
    best = distance;
    nearest = candidate;
    if (best == 0) break;
  }
  return nearest;
}

std::string SuggestName(std::string_view name, const std::vector<std::string_view>& names) {
  const std::string_view nearest = Nearest(name, names);
  if (!nearest.empty()) return "did you mean '" + std::string(nearest) + "'?";
  if (names.empty() || names.size() > kListed) return {};
  std::string listed = "use one of";
  std::string_view separator = " ";
  for (const std::string_view known : names) {
    listed.append(separator).append(known);
    separator = ", ";
  }
  return listed;
}

}  // namespace dashflow::config
