// SPDX-License-Identifier: Apache-2.0
#pragma once

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace dashflow {

// From here on the widest instructions that the processor has pay for the jump to them.
inline constexpr std::size_t kWideDigest = 1024;

// As below, for large inputs.
std::uint64_t WideDigest64(std::string_view bytes, std::uint64_t seed) noexcept;
XXH128_hash_t WideDigest128(std::string_view bytes) noexcept;

// XXH3-64 and XXH3-128 (the specification: doc/xxhash_spec.md of xxHash), the same on every
// processor: small inputs inline, large ones at the speed of memory. [any-thread]
inline std::uint64_t Digest64(std::string_view bytes, std::uint64_t seed = 0) noexcept {
  if (bytes.size() >= kWideDigest) return WideDigest64(bytes, seed);
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

inline XXH128_hash_t Digest128(std::string_view bytes) noexcept {
  if (bytes.size() >= kWideDigest) return WideDigest128(bytes);
  return XXH3_128bits(bytes.data(), bytes.size());
}

}  // namespace dashflow
