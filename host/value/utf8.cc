// SPDX-License-Identifier: Apache-2.0
#include "host/value/utf8.h"

#include <cstdint>
#include <cstring>
#include <utility>

namespace dashflow {
namespace {

// What may follow a lead byte (Unicode 15, table 3-7). A size of 0: the byte leads nothing.
struct Lead {
  unsigned size;
  unsigned char second_min;
  unsigned char second_max;
};

Lead LeadOf(unsigned char byte) noexcept {
  if (byte < 0xc2) return {0, 0, 0};
  if (byte < 0xe0) return {2, 0x80, 0xbf};
  if (byte == 0xe0) return {3, 0xa0, 0xbf};
  if (byte == 0xed) return {3, 0x80, 0x9f};
  if (byte < 0xf0) return {3, 0x80, 0xbf};
  if (byte == 0xf0) return {4, 0x90, 0xbf};
  if (byte < 0xf4) return {4, 0x80, 0xbf};
  if (byte == 0xf4) return {4, 0x80, 0x8f};
  return {0, 0, 0};
}

// Bytes of the character that begins at `text`, or 0.
std::size_t MultibyteSize(const unsigned char* text, std::size_t left) noexcept {
  const Lead lead = LeadOf(text[0]);
  if (lead.size == 0 || lead.size > left) return 0;
  if (text[1] < lead.second_min || text[1] > lead.second_max) return 0;
  for (unsigned i = 2; i < lead.size; ++i) {
    if ((text[i] & 0xc0) != 0x80) return 0;
  }
  return lead.size;
}

constexpr std::size_t kWords = 8;
constexpr std::size_t kBlock = kWords * sizeof(std::uint64_t);

std::uint64_t WordAt(const unsigned char* text, std::size_t i) noexcept {
  std::uint64_t word;
  std::memcpy(&word, text + i * sizeof word, sizeof word);
  return word;
}

// Whether the words are ASCII. One branch for all of them, and no loop: texts are long, and nearly
// all are.
template <std::size_t... words>
bool AreAscii(const unsigned char* text, std::index_sequence<words...>) noexcept {
  return ((WordAt(text, words) | ...) & 0x8080808080808080) == 0;
}

// How many of the next bytes are ASCII, by the block or the word.
std::size_t AsciiAhead(const unsigned char* text, std::size_t left) noexcept {
  if (left >= kBlock && AreAscii(text, std::make_index_sequence<kWords>())) return kBlock;
  return left >= sizeof(std::uint64_t) && AreAscii(text, std::index_sequence<0>())
             ? sizeof(std::uint64_t)
             : 0;
}

}  // namespace

std::size_t ValidUtf8Prefix(std::string_view text) noexcept {
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  std::size_t i = 0;
  while (i < text.size()) {
    if (const std::size_t ascii = AsciiAhead(bytes + i, text.size() - i); ascii != 0) {
      i += ascii;
      continue;
    }
    const std::size_t size = bytes[i] < 0x80 ? 1 : MultibyteSize(bytes + i, text.size() - i);
    if (size == 0) return i;
    i += size;
  }
  return i;
}

}  // namespace dashflow
