// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace dashflow::flat {

// What encoder and decoder share; the words are those of FLAT.md.
inline constexpr std::string_view kHeader{"\xdf\x01", 2};
inline constexpr std::string_view kFoldedHeader{"\xdf\x02", 2};

// The kind that stands for an earlier value, and the bytes from which a value can be one.
inline constexpr std::uint8_t kSame = 9;
inline constexpr std::size_t kNumbered = 256;

// Bytes of one offset in the key index of an object whose members take `members_bytes`.
constexpr unsigned OffsetWidth(std::uint64_t members_bytes) {
  if (members_bytes <= 0xff) return 1;
  if (members_bytes <= 0xffff) return 2;
  return members_bytes <= 0xffffffff ? 4 : 8;
}

constexpr unsigned VarintSize(std::uint64_t number) {
  unsigned size = 1;
  for (; number >= 0x80; number >>= 7) ++size;
  return size;
}

constexpr std::uint64_t ZigZag(std::int64_t number) {
  return (static_cast<std::uint64_t>(number) << 1) ^ static_cast<std::uint64_t>(number >> 63);
}

constexpr std::int64_t UnZigZag(std::uint64_t number) {
  return static_cast<std::int64_t>((number >> 1) ^ (~(number & 1) + 1));
}

}  // namespace dashflow::flat
