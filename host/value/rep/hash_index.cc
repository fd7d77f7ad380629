// SPDX-License-Identifier: Apache-2.0
#include "host/value/rep/hash_index.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <new>

#include "host/base/random.h"

namespace dashflow::rep {
namespace {

IndexNode* Allocate(unsigned count) {
  void* memory = ::operator new(sizeof(IndexNode) + count * sizeof(std::uint64_t));
  IndexNode* node = new (memory) IndexNode;
  node->count = count;
  return node;
}

void Free(IndexNode* node) noexcept { ::operator delete(node); }

std::uint32_t BitOf(std::uint32_t hash, unsigned shift) noexcept {
  return 1u << ((hash >> shift) & kMask);
}

template <class F>
void ForEachChild(const IndexNode& node, F&& f) {
  for (std::uint32_t left = node.children; left != 0; left &= left - 1) {
    const std::uint32_t bit = left & -left;
    f(const_cast<IndexNode*>(ChildAt(node, std::popcount(node.occupied & (bit - 1)))));
  }
}

// A node of `count` slots with the bits of `from`; its slots are the caller's to fill.
IndexNode* Resized(const IndexNode& from, unsigned count) {
  IndexNode* node = Allocate(count);
  node->occupied = from.occupied;
  node->children = from.children;
  return node;
}

// Ends the caller's use of `from`, whose children stand in another node by now.
void HandOver(IndexNode* from) noexcept {
  if (IsUnique(*from)) return Free(from);
  ForEachChild(*from, [](IndexNode* child) { RetainIndex(*child); });
  ReleaseIndex(from);
}

IndexNode* OwnIndex(IndexNode* node) {
  if (IsUnique(*node)) return node;
  IndexNode* copy = Resized(*node, node->count);
  std::copy_n(node->slots(), node->count, copy->slots());
  HandOver(node);
  return copy;
}

IndexNode* WithSlot(IndexNode* node, unsigned at, std::uint64_t slot) {
  IndexNode* wider = Resized(*node, node->count + 1);
  std::copy_n(node->slots(), at, wider->slots());
  wider->slots()[at] = slot;
  std::copy_n(node->slots() + at, node->count - at, wider->slots() + at + 1);
  HandOver(node);
  return wider;
}

IndexNode* WithoutSlot(IndexNode* node, unsigned at) {
  IndexNode* narrower = Resized(*node, node->count - 1);
  std::copy_n(node->slots(), at, narrower->slots());
  std::copy_n(node->slots() + at + 1, node->count - at - 1, narrower->slots() + at);
  HandOver(node);
  return narrower;
}

IndexNode* Insert(IndexNode* node, std::uint64_t entry, unsigned shift) {
  if (shift >= kIndexHeight) return WithSlot(node, node->count, entry);
  const std::uint32_t bit = BitOf(static_cast<std::uint32_t>(entry >> 32), shift);
  const unsigned at = std::popcount(node->occupied & (bit - 1));
  if ((node->occupied & bit) == 0) {
    node = WithSlot(node, at, entry);
    node->occupied |= bit;
    return node;
  }
  node = OwnIndex(node);
  std::uint64_t& slot = node->slots()[at];
  IndexNode* child = (node->children & bit) != 0 ? reinterpret_cast<IndexNode*>(slot)
                                                 : Insert(Allocate(0), slot, shift + kBits);
  slot = reinterpret_cast<std::uintptr_t>(Insert(child, entry, shift + kBits));
  node->children |= bit;
  return node;
}

IndexNode* EraseFromList(IndexNode* node, std::uint64_t entry) {
  const auto* slots = node->slots();
  const auto at = std::find(slots, slots + node->count, entry) - slots;
  return WithoutSlot(node, static_cast<unsigned>(at));
}

// REQUIRES: the entry is there. An emptied child stays until the object is compacted.
IndexNode* Erase(IndexNode* node, std::uint64_t entry, unsigned shift) {
  if (shift >= kIndexHeight) return EraseFromList(node, entry);
  const std::uint32_t bit = BitOf(static_cast<std::uint32_t>(entry >> 32), shift);
  const unsigned at = std::popcount(node->occupied & (bit - 1));
  if ((node->children & bit) == 0) {
    node = WithoutSlot(node, at);
    node->occupied &= ~bit;
    return node;
  }
  node = OwnIndex(node);
  std::uint64_t& slot = node->slots()[at];
  slot = reinterpret_cast<std::uintptr_t>(
      Erase(reinterpret_cast<IndexNode*>(slot), entry, shift + kBits));
  return node;
}

std::uint64_t EntryOf(std::uint32_t hash, std::uint32_t number) noexcept {
  return std::uint64_t{hash} << 32 | number;
}

}  // namespace

std::uint32_t IndexHash(std::string_view key) noexcept {
  static const std::uint64_t seed = EntropySeed();
  return static_cast<std::uint32_t>(XXH3_64bits_withSeed(key.data(), key.size(), seed) >> 32);
}

IndexNode* InsertEntry(IndexNode* root, std::uint32_t hash, std::uint32_t number) {
  if (root == nullptr) root = Allocate(0);
  return Insert(root, EntryOf(hash, number), 0);
}

IndexNode* EraseEntry(IndexNode* root, std::uint32_t hash, std::uint32_t number) {
  return Erase(root, EntryOf(hash, number), 0);
}

void RetainIndex(IndexNode& root) noexcept { root.refs.fetch_add(1, std::memory_order_relaxed); }

void ReleaseIndex(IndexNode* root) noexcept {
  if (!DropRef(*root)) return;
  ForEachChild(*root, ReleaseIndex);
  Free(root);
}

std::size_t IndexBytes(const IndexNode& root) noexcept {
  std::size_t bytes = sizeof(IndexNode) + root.count * sizeof(std::uint64_t);
  ForEachChild(root, [&](const IndexNode* child) { bytes += IndexBytes(*child); });
  return bytes;
}

}  // namespace dashflow::rep
