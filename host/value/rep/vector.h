// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "host/value/rep/raw_value.h"

namespace dashflow::rep {

inline constexpr unsigned kBits = 5;
inline constexpr unsigned kWidth = 1u << kBits;
inline constexpr std::size_t kMask = kWidth - 1;

struct IndexNode;

struct Leaf : Counted {
  RawValue elements[kWidth];
};

struct Inner : Counted {
  Counted* children[kWidth] = {};  // Inner, or Leaf at the lowest level; null behind the last
};

// The persistent vector behind arrays and objects: a radix trie of full leaves, and a tail of 1 to
// 32 elements.
//
// The number of elements stands in the value, not here, so that many snapshots share one Vector: a
// snapshot that ends where the tail is used up claims the next slot and grows without a copy; older
// snapshots never look behind their size. Objects hold key, value, key, value …; their Vector
// belongs to one size only.
struct Vector : Counted {
  std::uint32_t depth = 1;             // of the value; at least its true nesting
  std::atomic<std::uint32_t> used{0};  // slots of the tail that are taken
  std::size_t tail_offset = 0;         // elements in the trie; a multiple of kWidth
  Counted* root = nullptr;
  IndexNode* index = nullptr;  // objects with more than kSmallObject entries: key to entry
  std::uint32_t shift = 0;     // of the root; 0: the root is a Leaf
  std::uint32_t capacity = 0;  // of the tail

  RawValue* tail() noexcept { return reinterpret_cast<RawValue*>(this + 1); }
  const RawValue* tail() const noexcept { return reinterpret_cast<const RawValue*>(this + 1); }
  std::size_t length() const noexcept { return tail_offset + used.load(std::memory_order_relaxed); }
};

inline Vector& VectorOf(const RawValue& value) noexcept {
  return static_cast<Vector&>(CountedOf(value));
}

// The leaf that holds element i < tail_offset.
inline Leaf& LeafOf(const Vector& vector, std::size_t i) noexcept {
  Counted* node = vector.root;
  for (unsigned shift = vector.shift; shift > 0; shift -= kBits) {
    node = static_cast<const Inner*>(node)->children[(i >> shift) & kMask];
  }
  return *static_cast<Leaf*>(node);
}

// The chunk that holds element i; the element is chunk[i & kMask].
inline const RawValue* ChunkOf(const Vector& vector, std::size_t i) noexcept {
  return i >= vector.tail_offset ? vector.tail() : LeafOf(vector, i).elements;
}

inline const RawValue& ElementAt(const Vector& vector, std::size_t i) noexcept {
  return ChunkOf(vector, i)[i & kMask];
}

// 0 for scalars and text, 1 for [] and {}.
std::uint32_t DepthOf(const RawValue& value) noexcept;

// A vector of `count` > 0 elements, whose references it takes over. Carries one reference.
Vector* MakeVector(const RawValue* elements, std::size_t count);
RawValue ValueOf(Kind kind, const Vector& vector, std::size_t size) noexcept;

// The functions below take over one reference to `vector` (which may be null: no elements) and hand
// one back. `size` is the number of elements the caller's snapshot sees.

// A vector that only the caller sees, with `size` elements and room for `room` ≤ 2 more in its
// tail.
Vector* Own(Vector* vector, std::size_t size, unsigned room);
// Puts one element behind the last, in place where no other snapshot is in the way. Takes over
// `element`.
Vector* Append(Vector* vector, std::size_t size, const RawValue& element);

// REQUIRES: made by Own. Replaces element i < length; takes over `element`.
void Replace(Vector& vector, std::size_t i, const RawValue& element);
// REQUIRES: made by Own with room. Takes over `element`.
void Put(Vector& vector, const RawValue& element) noexcept;
// REQUIRES: made by Own with room, its tail empty. Puts the first `count` elements of `from` behind
// the last, without a look at them: both share their leaves. `count` is a multiple of kWidth, and
// at most from.tail_offset.
void PutLeaves(Vector& vector, const Vector& from, std::size_t count);

}  // namespace dashflow::rep
