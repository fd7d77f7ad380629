// SPDX-License-Identifier: Apache-2.0
#include "host/value/rep/release.h"

#include <new>

#include "host/value/rep/hash_index.h"
#include "host/value/rep/text.h"

namespace dashflow::rep {
namespace {

// Dead vectors wait in a list instead of on the stack, linked through their counts, which nobody
// reads any more.
class Reaper {
 public:
  void Drop(const RawValue& value) noexcept {
    if (value.flags != 0 && DropRef(CountedOf(value))) Bury(value);
  }

  void Bury(const RawValue& value) noexcept {
    if (value.kind < Kind::kArray) return FreeText(value);
    Push(VectorOf(value));
  }

  void Push(Vector& vector) noexcept {
    vector.refs.store(reinterpret_cast<std::uintptr_t>(head_), std::memory_order_relaxed);
    head_ = &vector;
  }

  // Recursion ends with the height of a trie, which 2^32 elements bound at seven.
  void DropNode(Counted* node, unsigned shift) noexcept {
    if (!DropRef(*node)) return;
    if (shift == 0) return EndLeaf(static_cast<Leaf*>(node));
    Inner* inner = static_cast<Inner*>(node);
    for (Counted* child : inner->children) {
      if (child != nullptr) DropNode(child, shift - kBits);
    }
    delete inner;
  }

  void Run() noexcept {
    while (head_ != nullptr) {
      Vector& vector = *head_;
      head_ = reinterpret_cast<Vector*>(vector.refs.load(std::memory_order_relaxed));
      EndVector(vector);
    }
  }

 private:
  void EndLeaf(Leaf* leaf) noexcept {
    for (const RawValue& element : leaf->elements) Drop(element);
    delete leaf;
  }

  void EndVector(Vector& vector) noexcept {
    const unsigned used = vector.used.load(std::memory_order_relaxed);
    for (unsigned i = 0; i < used; ++i) Drop(vector.tail()[i]);
    if (vector.root != nullptr) DropNode(vector.root, vector.shift);
    if (vector.index != nullptr) ReleaseIndex(vector.index);
    FreeShell(vector);
  }

  Vector* head_ = nullptr;
};

}  // namespace

void Destroy(const RawValue& value) noexcept {
  Reaper reaper;
  reaper.Bury(value);
  reaper.Run();
}

void ReleaseNode(Counted* node, unsigned shift) noexcept {
  Reaper reaper;
  reaper.DropNode(node, shift);
  reaper.Run();
}

void ReleaseVector(Vector& vector) noexcept {
  if (!DropRef(vector)) return;
  Reaper reaper;
  reaper.Push(vector);
  reaper.Run();
}

void FreeShell(Vector& vector) noexcept { ::operator delete(&vector); }

}  // namespace dashflow::rep
