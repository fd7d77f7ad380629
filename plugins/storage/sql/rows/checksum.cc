// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sql/rows/checksum.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <bit>

namespace dashflow::sql {
namespace {

std::uint64_t Chain(std::uint64_t seed, std::string_view bytes) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

// Two numbers as one seed; the constant (2^64 over the golden ratio) keeps (1, 2) from (2, 1).
std::uint64_t Mix(std::uint64_t a, std::uint64_t b) {
  return std::rotl(a * 0x9E3779B97F4A7C15U, 32) ^ b;
}

}  // namespace

std::uint64_t LogSum(std::uint64_t stream, std::uint64_t seq, std::string_view bytes) {
  return Chain(Mix(stream, seq), bytes);
}

std::uint64_t RecordSum(const RecordFacts& facts, std::string_view bytes) {
  const std::uint64_t seed = Mix(facts.rev, static_cast<std::uint64_t>(facts.expires_ns));
  return Chain(Chain(Chain(seed, facts.key), facts.terms), bytes);
}

std::uint64_t BlobSum(std::string_view hash, std::string_view bytes) {
  return Chain(Chain(0, hash), bytes);
}

}  // namespace dashflow::sql
