// SPDX-License-Identifier: Apache-2.0
#include "host/base/id.h"

namespace dashflow {
namespace {

void AppendHex(std::string& text, std::uint64_t bits, int digits) {
  for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
    text.push_back("0123456789abcdef"[(bits >> shift) & 0xf]);
  }
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
  std::string text;
  text.reserve(36);
  AppendHex(text, id.high >> 32, 8);
  text.push_back('-');
  AppendHex(text, (id.high >> 16) & 0xffff, 4);
  text.push_back('-');
  AppendHex(text, id.high & 0xffff, 4);
  text.push_back('-');
  AppendHex(text, id.low >> 48, 4);
  text.push_back('-');
  AppendHex(text, id.low & 0xffffffffffff, 12);
  return text;
}

}  // namespace dashflow
