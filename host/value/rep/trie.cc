// SPDX-License-Identifier: Apache-2.0
#include "host/value/rep/trie.h"

#include <algorithm>

#include "host/value/rep/release.h"

namespace dashflow::rep {
namespace {

Inner* CopyOf(const Inner& from) {
  Inner* copy = new Inner;
  for (unsigned i = 0; i < kWidth && from.children[i] != nullptr; ++i) {
    from.children[i]->refs.fetch_add(1, std::memory_order_relaxed);
    copy->children[i] = from.children[i];
  }
  return copy;
}

Leaf* CopyOf(const Leaf& from) {
  Leaf* copy = new Leaf;
  std::copy_n(from.elements, kWidth, copy->elements);
  for (const RawValue& element : from.elements) Retain(element);
  return copy;
}

template <class Node>
Node* OwnNode(Counted*& slot, unsigned shift) {
  Node* node = static_cast<Node*>(slot);
  if (IsUnique(*node)) return node;
  Node* copy = CopyOf(*node);
  slot = copy;
  ReleaseNode(node, shift);
  return copy;
}

void RaiseRoot(Vector& vector) {
  Inner* root = new Inner;
  root->children[0] = vector.root;
  vector.root = root;
  vector.shift += kBits;
}

Counted*& LeafSlot(Vector& vector, std::size_t i) {
  Counted** slot = &vector.root;
  for (unsigned shift = vector.shift; shift > 0; shift -= kBits) {
    if (*slot == nullptr) *slot = new Inner;
    slot = &OwnNode<Inner>(*slot, shift)->children[(i >> shift) & kMask];
  }
  return *slot;
}

void AddLeaf(Vector& vector, Leaf* leaf) {
  const bool full = vector.tail_offset == std::size_t{kWidth} << vector.shift;
  if (vector.root != nullptr && full) RaiseRoot(vector);
  LeafSlot(vector, vector.tail_offset) = leaf;
  vector.tail_offset += kWidth;
}

}  // namespace

void PushLeaf(Vector& vector, const RawValue* elements) {
  Leaf* leaf = new Leaf;
  std::copy_n(elements, kWidth, leaf->elements);
  AddLeaf(vector, leaf);
}

void ShareLeaf(Vector& vector, Leaf& leaf) {
  leaf.refs.fetch_add(1, std::memory_order_relaxed);
  AddLeaf(vector, &leaf);
}

RawValue& MutableElement(Vector& vector, std::size_t i) {
  return OwnNode<Leaf>(LeafSlot(vector, i), 0)->elements[i & kMask];
}

}  // namespace dashflow::rep
