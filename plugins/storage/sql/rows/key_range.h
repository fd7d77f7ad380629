// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace dashflow::sql {

// The end of a key range for SQL: an empty one means "to the end", for which any text longer than
// the longest key and of the highest bytes does.
inline std::string_view EndOf(std::string_view to) {
  static const std::string kBehindAllKeys(257, '\xff');
  return to.empty() ? std::string_view(kBehindAllKeys) : to;
}

}  // namespace dashflow::sql
