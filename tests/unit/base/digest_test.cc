// SPDX-License-Identifier: Apache-2.0
#include "host/base/digest.h"

#include <gtest/gtest.h>

#include <string>

namespace dashflow {
namespace {

std::string Bytes(std::size_t size) {
  std::string bytes(size, '\0');
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>(i * 7 + i / 251);
  return bytes;
}

// What is stored on one machine is read on another.
TEST(Digest, LargeInputsHaveTheHashThatTheInlinedCodeGives) {
  for (const std::size_t size :
       {kWideDigest - 1, kWideDigest, kWideDigest + 1, std::size_t{99'999}}) {
    const std::string bytes = Bytes(size);
    for (const std::uint64_t seed : {std::uint64_t{0}, std::uint64_t{7}})
      EXPECT_EQ(Digest64(bytes, seed), XXH3_64bits_withSeed(bytes.data(), size, seed)) << size;
    const XXH128_hash_t expected = XXH3_128bits(bytes.data(), size);
    EXPECT_TRUE(XXH128_isEqual(Digest128(bytes), expected)) << size;
  }
}

// Values of the reference implementation.
TEST(Digest, KnownAnswers) {
  EXPECT_EQ(Digest64(""), 0x2d06800538d394c2u);
  EXPECT_EQ(Digest128("").high64, 0x99aa06d3014798d8u);
}

}  // namespace
}  // namespace dashflow
