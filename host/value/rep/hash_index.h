// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstdint>
#include <string_view>

#include "host/value/rep/raw_value.h"
#include "host/value/rep/vector.h"

namespace dashflow::rep {

// The hash of a key inside this process. Seeded from the operating system: a sender of many keys
// cannot know which collide.
std::uint32_t IndexHash(std::string_view key) noexcept;

inline constexpr unsigned kIndexHeight = 35;  // shift at which the 32 bits of the hash are used up

// A persistent hash trie from key hash to entry number. Slots are entries (hash << 32 | number) or
// children.
struct IndexNode : Counted {
  std::uint32_t occupied =
      0;  // one bit a slot; unused below kIndexHeight, where slots are a plain list
  std::uint32_t children = 0;  // the slots that are children
  std::uint32_t count = 0;

  std::uint64_t* slots() noexcept { return reinterpret_cast<std::uint64_t*>(this + 1); }
  const std::uint64_t* slots() const noexcept {
    return reinterpret_cast<const std::uint64_t*>(this + 1);
  }
};

inline const IndexNode* ChildAt(const IndexNode& node, unsigned at) noexcept {
  return reinterpret_cast<const IndexNode*>(node.slots()[at]);
}

inline constexpr std::int64_t kNoEntry = -1;

// The number of the entry with this hash that `is_key(number)` accepts, or kNoEntry.
template <class IsKey>
std::int64_t FindEntry(const IndexNode* node, std::uint32_t hash, IsKey&& is_key) {
  unsigned shift = 0;
  const auto matches = [&](std::uint64_t slot) {
    return slot >> 32 == hash && is_key(static_cast<std::uint32_t>(slot));
  };
  for (; shift < kIndexHeight; shift += kBits) {
    const std::uint32_t bit = 1u << ((hash >> shift) & kMask);
    if ((node->occupied & bit) == 0) return kNoEntry;
    const unsigned at = std::popcount(node->occupied & (bit - 1));
    if ((node->children & bit) == 0) {
      return matches(node->slots()[at]) ? static_cast<std::uint32_t>(node->slots()[at]) : kNoEntry;
    }
    node = ChildAt(*node, at);
  }
  for (unsigned at = 0; at < node->count; ++at) {
    if (matches(node->slots()[at])) return static_cast<std::uint32_t>(node->slots()[at]);
  }
  return kNoEntry;
}

// Both take over one reference to `root` (Insert: may be null) and hand one back; nodes that others
// see are copied.
IndexNode* InsertEntry(IndexNode* root, std::uint32_t hash, std::uint32_t number);
IndexNode* EraseEntry(IndexNode* root, std::uint32_t hash, std::uint32_t number);

void RetainIndex(IndexNode& root) noexcept;
void ReleaseIndex(IndexNode* root) noexcept;
std::size_t IndexBytes(const IndexNode& root) noexcept;

}  // namespace dashflow::rep
