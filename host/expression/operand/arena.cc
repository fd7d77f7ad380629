// SPDX-License-Identifier: Apache-2.0
#include "host/expression/operand/arena.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <new>

namespace dashflow::expression {

std::string_view Arena::Text(std::string_view text) {
  if (text.empty()) return {};
  char* copy = Array<char>(text.size());
  std::memcpy(copy, text.data(), text.size());
  return {copy, text.size()};
}

const Value* Arena::Keep(Value value) {
  kept_ = new (Allocate(sizeof(Kept))) Kept{std::move(value), kept_};
  return &kept_->value;
}

void Arena::Grow(std::size_t bytes) {
  const std::size_t size = std::max(bytes + kAlignment, next_bytes_);
  auto* memory = static_cast<std::byte*>(::operator new(size));
  blocks_ = new (memory) Block{blocks_};
  at_ = memory + kAlignment;
  left_ = size - kAlignment;
  next_bytes_ = 2 * size;
}

void Arena::Free() {
  for (Kept* kept = kept_; kept != nullptr;) {
    Kept* next = kept->next;
    std::destroy_at(kept);
    kept = next;
  }
  while (blocks_ != nullptr) {
    Block* next = blocks_->next;
    ::operator delete(blocks_);
    blocks_ = next;
  }
}

}  // namespace dashflow::expression
