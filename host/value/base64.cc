// SPDX-License-Identifier: Apache-2.0
#include "host/value/base64.h"

#include <cstdint>

namespace dashflow {
namespace {

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// Up to three bytes as the high bits of 24.
std::uint32_t Triple(std::string_view bytes) {
  std::uint32_t bits = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    bits = bits << 8 | (i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0u);
  }
  return bits;
}

}  // namespace

void AppendBase64(std::string& out, std::string_view bytes) {
  for (; !bytes.empty(); bytes.remove_prefix(std::min<std::size_t>(3, bytes.size()))) {
    const std::uint32_t bits = Triple(bytes);
    out.push_back(kAlphabet[bits >> 18]);
    out.push_back(kAlphabet[bits >> 12 & 63]);
    out.push_back(bytes.size() > 1 ? kAlphabet[bits >> 6 & 63] : '=');
    out.push_back(bytes.size() > 2 ? kAlphabet[bits & 63] : '=');
  }
}

}  // namespace dashflow
