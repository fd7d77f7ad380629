// SPDX-License-Identifier: Apache-2.0
#include "host/base/id.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace dashflow {
namespace {

using Pair = std::array<char, 2>;

// Every byte in hexadecimal.
constexpr std::array<Pair, 256> kHex = [] {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::array<Pair, 256> pairs{};
  for (std::size_t byte = 0; byte < pairs.size(); ++byte)
    pairs[byte] = {kDigits[byte >> 4], kDigits[byte & 0xf]};
  return pairs;
}();

// Writes the highest `bytes` bytes in hexadecimal; returns their end.
char* PutHex(char* at, std::uint64_t bits, int bytes) {
  for (; bytes > 0; --bytes, bits <<= 8) at = std::ranges::copy(kHex[bits >> 56], at).out;
  return at;
}

int Digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool IsDash(std::size_t at) { return at == 8 || at == 13 || at == 18 || at == 23; }

}  // namespace

Uuid NewUuid(WallTime now, Random& random) {
  constexpr std::uint64_t kNsInMs = 1'000'000;
  const auto ns = static_cast<std::uint64_t>(now.time_since_epoch().count());
  const std::uint64_t fraction = (ns % kNsInMs << 12) / kNsInMs;
  return {(ns / kNsInMs << 16) | 0x7000 | fraction, 0x8000000000000000 | (random.Next() >> 2)};
}

std::string ToString(const Uuid& id) {
  std::string text(36, '-');
  char* at = PutHex(text.data(), id.high, 4);
  at = PutHex(at + 1, id.high << 32, 2);
  at = PutHex(at + 1, id.high << 48, 2);
  at = PutHex(at + 1, id.low, 2);
  PutHex(at + 1, id.low << 16, 6);
  return text;
}

std::optional<Uuid> ParseUuid(std::string_view text) {
  if (text.size() != 36) return std::nullopt;
  Uuid id;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const int digit = Digit(text[at]);
    if (IsDash(at) ? text[at] != '-' : digit < 0) return std::nullopt;
    if (IsDash(at)) continue;
    id.high = id.high << 4 | id.low >> 60;
    id.low = id.low << 4 | static_cast<std::uint64_t>(digit);
  }
  return id;
}

}  // namespace dashflow
