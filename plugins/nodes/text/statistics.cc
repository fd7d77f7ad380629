// SPDX-License-Identifier: Apache-2.0
#include "statistics.h"

#include <algorithm>

namespace text {
namespace {

constexpr std::size_t kLongest = 5;

bool IsWordByte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= 'a' && byte <= 'z');
}

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool SameWord(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return Lower(x) == Lower(y); });
}

bool Before(std::string_view a, std::string_view b) {
  return a.size() != b.size() ? a.size() > b.size() : a < b;
}

void KeepLongest(std::vector<std::string>& longest, std::string_view word) {
  if (longest.size() == kLongest && !Before(word, longest.back())) return;
  const auto at = std::ranges::lower_bound(longest, word, Before);
  if (at != longest.end() && *at == word) return;
  longest.insert(at, std::string(word));
  if (longest.size() > kLongest) longest.pop_back();
}

// Length of the UTF-8 sequence at the front (RFC 3629: shortest form, no surrogates, up to
// U+10FFFF), or 0.
std::size_t SequenceLength(std::string_view text) {
  const auto byte = [text](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  const auto continues = [&](std::size_t i) { return (byte(i) & 0xc0U) == 0x80U; };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first <= 0xdf) return continues(1) ? 2 : 0;
  if (first >= 0xe0 && first <= 0xef) {
    const bool shortest = first != 0xe0 || byte(1) >= 0xa0;
    const bool surrogate = first == 0xed && byte(1) >= 0xa0;
    return continues(1) && continues(2) && shortest && !surrogate ? 3 : 0;
  }
  if (first < 0xf0 || first > 0xf4) return 0;
  const bool inside = (first != 0xf0 || byte(1) >= 0x90) && (first != 0xf4 || byte(1) <= 0x8f);
  return continues(1) && continues(2) && continues(3) && inside ? 4 : 0;
}

std::string EncodingOf(std::string_view text) {
  if (text.find('\0') != std::string_view::npos) return "binary";
  const bool ascii =
      std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii) return "ascii";
  return IsUtf8(text) ? "utf-8" : "unknown";
}

void CountWord(Statistics& statistics, std::string_view word,
               const std::vector<std::string>& keywords) {
  ++statistics.words;
  KeepLongest(statistics.longest, word);
  for (std::size_t i = 0; i < keywords.size(); ++i)
    statistics.keywords[i] += SameWord(word, keywords[i]) ? 1 : 0;
}

}  // namespace

bool IsUtf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = SequenceLength(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

Statistics Count(std::string_view text, const std::vector<std::string>& keywords) {
  Statistics statistics;
  statistics.keywords.assign(keywords.size(), 0);
  statistics.encoding = EncodingOf(text);
  if (statistics.encoding == "binary" || statistics.encoding == "unknown") return statistics;
  statistics.lines = static_cast<std::uint64_t>(std::ranges::count(text, '\n'));
  if (!text.empty() && text.back() != '\n') ++statistics.lines;
  for (auto at = text.begin(); at != text.end();) {
    at = std::find_if(at, text.end(), IsWordByte);
    const auto end = std::find_if_not(at, text.end(), IsWordByte);
    if (at != end) CountWord(statistics, {at, end}, keywords);
    at = end;
  }
  return statistics;
}

}  // namespace text
