// SPDX-License-Identifier: Apache-2.0
#include "host/base/id.h"

namespace dashflow {
namespace {

// Writes `digits` hexadecimal digits; returns their end.
char* PutHex(char* at, std::uint64_t bits, int digits) {
  for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
    *at++ = "0123456789abcdef"[(bits >> shift) & 0xf];
  }
  return at;
}

}  // namespace

Uuid NewUuid(WallTime now, Random& random) {
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch());
  const std::uint64_t a = random.Next();
  const std::uint64_t b = random.Next();
  return {(static_cast<std::uint64_t>(ms.count()) << 16) | 0x7000 | (a & 0x0fff),
          0x8000000000000000 | (b >> 2)};
}

std::string ToString(const Uuid& id) {
  std::string text(36, '-');
  char* at = PutHex(text.data(), id.high >> 32, 8);
  at = PutHex(at + 1, id.high >> 16, 4);
  at = PutHex(at + 1, id.high, 4);
  at = PutHex(at + 1, id.low >> 48, 4);
  PutHex(at + 1, id.low, 12);
  return text;
}

}  // namespace dashflow
