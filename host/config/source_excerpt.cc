// SPDX-License-Identifier: Apache-2.0
#include "host/config/source_excerpt.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace dashflow::config {
namespace {

constexpr std::size_t kWidth = 100;

std::optional<std::string_view> LineOf(std::string_view text, int line) {
  for (int i = 1; i < line; ++i) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    text.remove_prefix(end + 1);
  }
  return text.substr(0, text.find('\n'));
}

bool Continues(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

bool Acts(char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7F'; }

std::vector<std::string> Characters(std::string_view line) {
  std::vector<std::string> characters;
  for (const char c : line) {
    if (Continues(c) && !characters.empty()) {
      characters.back() += c;
    } else {
      characters.emplace_back(1, c == '\t' ? ' ' : Acts(c) ? '?' : c);
    }
  }
  return characters;
}

}  // namespace

std::string SourceExcerpt(std::string_view text, Mark at) {
  if (at.line < 1 || at.column < 1) return {};
  auto line = LineOf(text, at.line);
  if (!line) return {};
  if (line->ends_with('\r')) line->remove_suffix(1);
  const std::vector<std::string> characters = Characters(*line);
  const std::size_t column = std::min<std::size_t>(at.column, characters.size() + 1);
  const std::size_t begin = column > kWidth ? column - kWidth / 2 : 0;
  const std::size_t end = std::min(characters.size(), begin + kWidth);
  const std::string number = std::to_string(at.line);
  std::string out = "  " + number + " | " + (begin > 0 ? "…" : "");
  for (std::size_t i = begin; i < end; ++i) out += characters[i];
  out += end < characters.size() ? "…\n" : "\n";
  out.append(2 + number.size(), ' ').append(" | ");
  return out.append(column - 1 - begin + (begin > 0 ? 1 : 0), ' ').append("^\n");
}

}  // namespace dashflow::config
