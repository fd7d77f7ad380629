// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dashflow::config {

// Insertions, deletions, replacements and swaps of neighbours between two names (bytes), at most
// `limit` + 1.
std::size_t EditDistance(std::string_view a, std::string_view b, std::size_t limit);

// The name that was probably meant, or an empty one. O(names).
std::string_view Nearest(std::string_view name, const std::vector<std::string_view>& names);

// What to do about an unknown name: "did you mean 'x'?", or else the names that there are ("use one
// of a, b, c").
std::string SuggestName(std::string_view name, const std::vector<std::string_view>& names);

}  // namespace dashflow::config
