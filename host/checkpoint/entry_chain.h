// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "host/base/result.h"
#include "host/checkpoint/entry.h"

namespace dashflow::checkpoint {

// An entry says which one it was written behind, so that one that was replaced by another good one,
// or is gone from the middle, is found by those beside it. Of an entry of format 1 nobody knows.
inline bool StandsBehind(const std::optional<std::uint64_t>& before, std::uint64_t checksum) {
  return !before || *before == checksum;
}

// Error store_damaged unless the first entry of a stream was written behind its parent.
Status CheckParent(const Entry& first, std::uint64_t stream, std::uint64_t parent_checksum);

// Looks at entries of one stream that are read one after the other, all in the same direction.
class EntryChain {
 public:
  // Error store_damaged, with the place, when an entry is missing between this one and the last, or
  // one of the two was not written behind the other.
  Status Follow(const Position& at, const Entry& entry);   // oldest first
  Status Precede(const Position& at, const Entry& entry);  // newest first

 private:
  void Keep(const Position& at, const Entry& entry);

  std::uint64_t seq_ = 0;  // of the last; 0 = none yet
  std::uint64_t checksum_ = 0;
  std::optional<std::uint64_t> before_;
};

}  // namespace dashflow::checkpoint
