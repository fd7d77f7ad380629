// SPDX-License-Identifier: Apache-2.0
#include "host/expression/type/nearest.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace dashflow::expression {
namespace {

constexpr std::size_t kMaxWord = 64;

// Levenshtein's distance.
std::size_t Distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), 0);
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, changed});
    }
  }
  return row.back();
}

}  // namespace

std::string NearestOf(std::string_view word, std::span<const std::string> names) {
  if (word.size() > kMaxWord) return {};
  const std::string* nearest = nullptr;
  std::size_t least = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const std::string& name : names) {
    if (name.size() > kMaxWord) continue;
    const std::size_t distance = Distance(word, name);
    if (distance >= least) continue;
    least = distance;
    nearest = &name;
  }
  return nearest == nullptr ? std::string() : *nearest;
}

std::string DidYouMean(std::string_view word, std::span<const std::string> names) {
  const std::string nearest = NearestOf(word, names);
  return nearest.empty() ? nearest : "did you mean \"" + nearest + "\"?";
}

}  // namespace dashflow::expression
