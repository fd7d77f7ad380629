// SPDX-License-Identifier: Apache-2.0
#include "call/arena.hpp"

#include <algorithm>
#include <cstdlib>

namespace dashflow::sdk::testing {

void* Arena::Allocate(std::size_t bytes, std::size_t alignment) {
  const std::size_t unit = std::max(alignment, sizeof(void*));
  void* block = std::aligned_alloc(unit, (bytes / unit + 1) * unit);
  if (block != nullptr) blocks_.emplace_back(block);
  return block;
}

void Arena::Free::operator()(void* block) const { std::free(block); }

}  // namespace dashflow::sdk::testing
