// SPDX-License-Identifier: Apache-2.0
#include "host/base/digest.h"

#if defined(__x86_64__)
// The library chooses by the processor; its header would rename what is inlined here.
extern "C" XXH64_hash_t XXH3_64bits_withSeed_dispatch(const void* input, size_t size,
                                                      XXH64_hash_t seed);
extern "C" XXH128_hash_t XXH3_128bits_dispatch(const void* input, size_t size);
#endif

namespace dashflow {

std::uint64_t WideDigest64(std::string_view bytes, std::uint64_t seed) noexcept {
#if defined(__x86_64__)
  return XXH3_64bits_withSeed_dispatch(bytes.data(), bytes.size(), seed);
#else
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
#endif
}

XXH128_hash_t WideDigest128(std::string_view bytes) noexcept {
#if defined(__x86_64__)
  return XXH3_128bits_dispatch(bytes.data(), bytes.size());
#else
  return XXH3_128bits(bytes.data(), bytes.size());
#endif
}

}  // namespace dashflow
