// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "host/expression/operand/evaluation.h"
#include "host/expression/operand/operand.h"

namespace dashflow::expression {

// Lists and maps look the same whether the Binding or the evaluation made them. Everything returned
// is borrowed as long as its container is.

// REQUIRES: list.tag == Tag::kList.
inline std::size_t ListSize(const Operand& list) {
  return list.origin != nullptr ? list.origin->size() : list.as.list->size;
}
// REQUIRES: i < ListSize(list).
inline Operand ListAt(const Operand& list, std::size_t i) {
  return list.origin != nullptr ? Operand::FromValue(list.origin->At(i)) : list.as.list->items[i];
}

// REQUIRES: map.tag == Tag::kMap.
inline std::size_t MapSize(const Operand& map) {
  return map.origin != nullptr ? map.origin->size() : map.as.map->size;
}
// Numbers find each other whatever their type: 1, 1u and 1.0 are one key. Keys that no map can have
// find nothing.
std::optional<Operand> MapFind(const Operand& map, const Operand& key);
std::optional<Operand> MapFind(const Operand& map, std::string_view key);
// Key, value, key, value … in order; lives in the arena.
std::span<const Operand> MapEntries(const Operand& map, Arena& arena);

// bool, int, uint, string; a double with a whole value may look up, but not be a key.
bool IsKey(const Operand& key);

// Takes over `items`, which live in the arena.
Operand MakeList(std::span<const Operand> items, Arena& arena);
// The same for key, value, key, value …; a fault for a key that is none, and for a key that comes
// twice.
Operand MakeMap(std::span<const Operand> entries, Evaluation& evaluation);

}  // namespace dashflow::expression
