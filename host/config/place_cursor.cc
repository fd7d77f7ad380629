// SPDX-License-Identifier: Apache-2.0
#include "host/config/place_cursor.h"

#include <algorithm>

namespace dashflow::config {
namespace {

bool ContinuesCharacter(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

}  // namespace

Mark PlaceCursor::At(std::size_t offset) {
  offset = std::min(offset, text_.size());
  if (offset < offset_) Rewind(offset);
  while (offset_ < offset) Forward();
  return mark_;
}

void PlaceCursor::Forward() {
  const char passed = text_[offset_++];
  if (passed == '\n') {
    mark_ = {mark_.line + 1, 1};
  } else if (offset_ == text_.size() || !ContinuesCharacter(text_[offset_])) {
    ++mark_.column;
  }
}

// To the beginning of the line that holds `offset`.
void PlaceCursor::Rewind(std::size_t offset) {
  const std::string_view skipped = text_.substr(offset, offset_ - offset);
  mark_.line -= static_cast<int>(std::ranges::count(skipped, '\n'));
  mark_.column = 1;
  const std::size_t newline = offset == 0 ? std::string_view::npos : text_.rfind('\n', offset - 1);
  offset_ = newline == std::string_view::npos ? 0 : newline + 1;
}

}  // namespace dashflow::config
