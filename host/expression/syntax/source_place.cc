// SPDX-License-Identifier: Apache-2.0
#include "host/expression/syntax/source_place.h"

#include <algorithm>

#include "host/expression/syntax/characters.h"

namespace dashflow::expression {

SourcePlace PlaceOf(const SourcePlace& origin, std::string_view source, std::size_t offset) {
  const std::string_view before = source.substr(0, offset);
  const std::size_t newline = before.rfind('\n');
  SourcePlace place = origin;
  if (newline == std::string_view::npos) {
    place.column += static_cast<int>(CountCharacters(before));
    return place;
  }
  place.line += static_cast<int>(std::ranges::count(before, '\n'));
  place.column = origin.next_column + static_cast<int>(CountCharacters(before.substr(newline + 1)));
  return place;
}

}  // namespace dashflow::expression
