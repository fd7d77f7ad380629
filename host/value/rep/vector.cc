// SPDX-License-Identifier: Apache-2.0
#include "host/value/rep/vector.h"

#include <algorithm>
#include <new>

#include "host/value/rep/hash_index.h"
#include "host/value/rep/release.h"
#include "host/value/rep/trie.h"

namespace dashflow::rep {
namespace {

Vector* Allocate(unsigned capacity) {
  void* memory = ::operator new(sizeof(Vector) + capacity * sizeof(RawValue));
  Vector* vector = new (memory) Vector;
  vector->capacity = capacity;
  return vector;
}

void RaiseDepth(Vector& vector, const RawValue& element) noexcept {
  vector.depth = std::max(vector.depth, DepthOf(element) + 1);
}

unsigned CapacityFor(std::size_t count, bool has_trie) {
  if (has_trie) return kWidth;
  return static_cast<unsigned>(std::clamp<std::size_t>(2 * count, 4, kWidth));
}

// Elements that only snapshots which are gone could see.
void Truncate(Vector& vector, unsigned count) noexcept {
  const unsigned used = vector.used.load(std::memory_order_relaxed);
  vector.used.store(count, std::memory_order_relaxed);
  for (unsigned i = count; i < used; ++i) Release(vector.tail()[i]);
}

void CopyHead(const Vector& from, Vector& to) noexcept {
  to.depth = from.depth;
  to.tail_offset = from.tail_offset;
  to.root = from.root;
  to.index = from.index;
  to.shift = from.shift;
}

void RetainShared(const Vector& vector, unsigned count) noexcept {
  for (unsigned i = 0; i < count; ++i) Retain(vector.tail()[i]);
  if (vector.root != nullptr) vector.root->refs.fetch_add(1, std::memory_order_relaxed);
  if (vector.index != nullptr) RetainIndex(*vector.index);
}

// Moves the contents when `from` has no other owner, copies them otherwise.
Vector* Rehouse(Vector* from, unsigned count, unsigned capacity) {
  Vector* to = Allocate(capacity);
  CopyHead(*from, *to);
  std::copy_n(from->tail(), count, to->tail());
  to->used.store(count, std::memory_order_relaxed);
  if (IsUnique(*from)) {
    Truncate(*from, count);
    FreeShell(*from);
  } else {
    RetainShared(*to, count);
    ReleaseVector(*from);
  }
  return to;
}

void SpillTail(Vector& vector) {
  PushLeaf(vector, vector.tail());
  vector.used.store(0, std::memory_order_relaxed);
}

// The slot behind the caller's snapshot, when no other snapshot took it.
bool ClaimSlot(Vector& vector, std::uint32_t at) noexcept {
  return at < vector.capacity &&
         vector.used.compare_exchange_strong(at, at + 1, std::memory_order_relaxed);
}

}  // namespace

std::uint32_t DepthOf(const RawValue& value) noexcept {
  if (value.kind < Kind::kArray) return 0;
  return value.flags != 0 ? VectorOf(value).depth : 1;
}

RawValue ValueOf(Kind kind, const Vector& vector, std::size_t size) noexcept {
  return {.kind = kind,
          .flags = kCounted,
          .size = static_cast<std::uint32_t>(size),
          .body = static_cast<const Counted*>(&vector) + 1};
}

Vector* MakeVector(const RawValue* elements, std::size_t count) {
  const std::size_t in_trie = (count - 1) & ~kMask;
  Vector* vector = Allocate(static_cast<unsigned>(count - in_trie));
  for (std::size_t i = 0; i < count; ++i) RaiseDepth(*vector, elements[i]);
  for (std::size_t i = 0; i < in_trie; i += kWidth) PushLeaf(*vector, elements + i);
  std::copy_n(elements + in_trie, count - in_trie, vector->tail());
  vector->used.store(static_cast<unsigned>(count - in_trie), std::memory_order_relaxed);
  return vector;
}

Vector* Own(Vector* vector, std::size_t size, unsigned room) {
  if (vector == nullptr) return Allocate(CapacityFor(room, false));
  const auto count = static_cast<unsigned>(size - vector->tail_offset);
  const unsigned needed = count + room > kWidth ? kWidth : count + room;
  if (IsUnique(*vector) && vector->capacity >= needed) {
    Truncate(*vector, count);
  } else {
    const bool grows = needed > vector->capacity;
    const bool has_trie = vector->root != nullptr || count + room > kWidth;
    vector = Rehouse(vector, count, grows ? CapacityFor(count, has_trie) : vector->capacity);
  }
  if (count + room > kWidth) SpillTail(*vector);
  return vector;
}

Vector* Append(Vector* vector, std::size_t size, const RawValue& element) {
  const bool fits = vector != nullptr && DepthOf(element) < vector->depth;
  const std::uint32_t at = fits ? static_cast<std::uint32_t>(size - vector->tail_offset) : 0;
  if (fits && ClaimSlot(*vector, at)) {
    vector->tail()[at] = element;
    return vector;
  }
  vector = Own(vector, size, 1);
  Put(*vector, element);
  return vector;
}

void Replace(Vector& vector, std::size_t i, const RawValue& element) {
  RawValue& slot = i >= vector.tail_offset ? vector.tail()[i & kMask] : MutableElement(vector, i);
  const RawValue old = slot;
  slot = element;
  RaiseDepth(vector, element);
  Release(old);
}

void Put(Vector& vector, const RawValue& element) noexcept {
  const std::uint32_t at = vector.used.load(std::memory_order_relaxed);
  vector.tail()[at] = element;
  vector.used.store(at + 1, std::memory_order_relaxed);
  RaiseDepth(vector, element);
}

void PutLeaves(Vector& vector, const Vector& from, std::size_t count) {
  for (std::size_t i = 0; i < count; i += kWidth) ShareLeaf(vector, LeafOf(from, i));
  vector.depth = std::max(vector.depth, from.depth);
}

}  // namespace dashflow::rep
