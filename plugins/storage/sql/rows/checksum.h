// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

// XXH3-64 of what is stored together with its address, so that a flipped bit is noticed and also an
// entry that turned up in another's place.
namespace dashflow::sql {

struct RecordFacts {
  std::string_view key;
  std::uint64_t rev = 0;
  std::int64_t expires_ns = 0;
  std::string_view terms;  // packed
};

std::uint64_t LogSum(std::uint64_t stream, std::uint64_t seq, std::string_view bytes);
std::uint64_t RecordSum(const RecordFacts& facts, std::string_view bytes);
std::uint64_t BlobSum(std::string_view hash, std::string_view bytes);

}  // namespace dashflow::sql
