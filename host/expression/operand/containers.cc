// SPDX-License-Identifier: Apache-2.0
#include "host/expression/operand/containers.h"

#include <algorithm>
#include <bit>
#include <functional>

#include "host/expression/operand/compare.h"
#include "host/expression/operand/display.h"
#include "host/value/value_iterate.h"

namespace dashflow::expression {
namespace {

constexpr std::size_t kSmallMap = 8;  // is searched without an index
constexpr std::uint32_t kFree = 0;    // else: the number of the entry, from 1

std::uint64_t Mix(std::uint64_t bits) { return (bits ^ (bits >> 32)) * 0x9E3779B97F4A7C15ULL; }

double RealOf(const Operand& number) {
  if (number.tag == Tag::kInt) return static_cast<double>(number.as.integer);
  if (number.tag == Tag::kUint) return static_cast<double>(number.as.unsigned_integer);
  return number.as.real;
}

// Equal keys have equal hashes: numbers hash as the doubles that they compare as.
std::uint64_t HashOf(const Operand& key) {
  if (key.tag == Tag::kString) return Mix(std::hash<std::string_view>{}(key.text()));
  if (key.tag == Tag::kBool) return Mix(key.boolean() ? 1 : 2);
  return Mix(std::bit_cast<std::uint64_t>(RealOf(key) + 0.0));
}

// The entry's number, or kFree; `at` becomes the place in the index where it is or would be.
std::uint32_t Probe(const MapRep& map, const Operand& key, std::size_t& at) {
  const std::size_t mask = map.index_size - 1;
  for (at = (HashOf(key) >> 32) & mask; map.index[at] != kFree; at = (at + 1) & mask) {
    if (KeysEqual(map.entries[2 * (map.index[at] - 1)], key)) break;
  }
  return map.index[at];
}

std::optional<Operand> FindInRep(const MapRep& map, const Operand& key) {
  if (map.index != nullptr) {
    std::size_t at = 0;
    const std::uint32_t number = Probe(map, key, at);
    if (number == kFree) return std::nullopt;
    return map.entries[2 * (number - 1) + 1];
  }
  for (std::size_t i = 0; i < map.size; ++i) {
    if (KeysEqual(map.entries[2 * i], key)) return map.entries[2 * i + 1];
  }
  return std::nullopt;
}

Operand FailOfRepeatedKey(const Operand& key, Evaluation& evaluation) {
  return evaluation.Fail("argument_invalid", {"the key ", Display(key), " comes twice in the map"});
}

// Null: all is well.
const Operand* RepeatedKey(MapRep& map, Arena& arena) {
  map.index_size = std::bit_ceil(2 * map.size);
  auto* index = arena.Array<std::uint32_t>(map.index_size);
  std::fill_n(index, map.index_size, kFree);
  map.index = index;
  for (std::size_t i = 0; i < map.size; ++i) {
    std::size_t at = 0;
    if (Probe(map, map.entries[2 * i], at) != kFree) return &map.entries[2 * i];
    index[at] = static_cast<std::uint32_t>(i + 1);
  }
  return nullptr;
}

const Operand* RepeatedKeyOfFew(const MapRep& map) {
  for (std::size_t i = 1; i < map.size; ++i) {
    const MapRep before{map.entries, i, nullptr, 0};
    if (FindInRep(before, map.entries[2 * i])) return &map.entries[2 * i];
  }
  return nullptr;
}

}  // namespace

std::optional<Operand> MapFind(const Operand& map, const Operand& key) {
  if (map.origin == nullptr) {
    return IsKey(key) || key.tag == Tag::kDouble ? FindInRep(*map.as.map, key) : std::nullopt;
  }
  return key.tag == Tag::kString ? MapFind(map, key.text()) : std::nullopt;
}

std::optional<Operand> MapFind(const Operand& map, std::string_view key) {
  if (map.origin == nullptr) return FindInRep(*map.as.map, Operand::String(key));
  const Value* found = map.origin->Find(key);
  if (found == nullptr) return std::nullopt;
  return Operand::FromValue(*found);
}

std::span<const Operand> MapEntries(const Operand& map, Arena& arena) {
  const std::size_t count = 2 * MapSize(map);
  if (map.origin == nullptr) return {map.as.map->entries, count};
  auto* entries = arena.Array<Operand>(count);
  std::size_t i = 0;
  map.origin->ForEachMember([&](const Value& key, const Value& value) {
    entries[i++] = Operand::FromValue(key);
    entries[i++] = Operand::FromValue(value);
  });
  return {entries, count};
}

bool IsKey(const Operand& key) {
  return key.tag == Tag::kString || key.tag == Tag::kInt || key.tag == Tag::kUint ||
         key.tag == Tag::kBool;
}

Operand MakeList(std::span<const Operand> items, Arena& arena) {
  return Operand::List(arena.Make(ListRep{items.data(), items.size()}));
}

Operand MakeMap(std::span<const Operand> entries, Evaluation& evaluation) {
  for (std::size_t i = 0; i < entries.size(); i += 2) {
    if (!IsKey(entries[i])) {
      return evaluation.Fail(
          "argument_invalid",
          {"a key of a map is a string, a number without fraction or a bool, not ",
           TagName(entries[i].tag)});
    }
  }
  auto* map = evaluation.arena().Make(MapRep{entries.data(), entries.size() / 2, nullptr, 0});
  const Operand* repeated =
      map->size <= kSmallMap ? RepeatedKeyOfFew(*map) : RepeatedKey(*map, evaluation.arena());
  return repeated == nullptr ? Operand::Map(map) : FailOfRepeatedKey(*repeated, evaluation);
}

}  // namespace dashflow::expression
