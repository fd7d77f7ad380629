// SPDX-License-Identifier: Apache-2.0
#include "host/value/rep/object.h"

#include <algorithm>
#include <utility>

#include "host/value/rep/hash_index.h"
#include "host/value/rep/text.h"

namespace dashflow::rep {
namespace {

std::int64_t Scan(const RawValue* elements, std::size_t count, std::string_view key) noexcept {
  for (std::size_t i = 0; i < count; i += 2) {
    if (elements[i].size == key.size() && TextOf(elements[i]) == key)
      return static_cast<std::int64_t>(i / 2);
  }
  return kNoEntry;
}

IndexNode* IndexEntry(IndexNode* index, const RawValue& key, std::size_t entry) {
  return InsertEntry(index, IndexHash(TextOf(key)), static_cast<std::uint32_t>(entry));
}

IndexNode* IndexAll(const Vector& object) {
  IndexNode* index = nullptr;
  for (std::size_t i = 0; i < object.length(); i += 2) {
    index = IndexEntry(index, ElementAt(object, i), i / 2);
  }
  return index;
}

// Puts a member behind the `kept` elements, or its value at the place of the key it repeats.
// Returns how many are kept.
std::size_t Keep(RawValue* elements, std::size_t kept, std::int64_t known, const RawValue* member) {
  if (known == kNoEntry) {
    elements[kept] = member[0];
    elements[kept + 1] = member[1];
    return kept + 2;
  }
  RawValue& value = elements[2 * known + 1];
  Release(std::exchange(value, member[1]));
  Release(member[0]);
  return kept;
}

std::size_t UniteSmall(RawValue* elements, std::size_t count) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < count; i += 2) {
    kept = Keep(elements, kept, Scan(elements, kept, TextOf(elements[i])), elements + i);
  }
  return kept;
}

std::size_t UniteLarge(RawValue* elements, std::size_t count, IndexNode*& index) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < count; i += 2) {
    const std::string_view key = TextOf(elements[i]);
    const std::uint32_t hash = IndexHash(key);
    const auto is_key = [&](std::uint32_t entry) {
      return TextOf(elements[2 * std::size_t{entry}]) == key;
    };
    const std::int64_t known = index == nullptr ? kNoEntry : FindEntry(index, hash, is_key);
    if (known == kNoEntry) index = InsertEntry(index, hash, static_cast<std::uint32_t>(kept / 2));
    kept = Keep(elements, kept, known, elements + i);
  }
  return kept;
}

}  // namespace

std::int64_t FindKey(const RawValue& object, std::string_view key) noexcept {
  if (object.flags == 0) return kNoEntry;
  const Vector& vector = VectorOf(object);
  if (vector.index == nullptr) return Scan(vector.tail(), 2 * std::size_t{object.size}, key);
  return FindEntry(vector.index, IndexHash(key), [&](std::uint32_t entry) {
    return TextOf(ElementAt(vector, 2 * std::size_t{entry})) == key;
  });
}

void AddMember(Vector& object, const RawValue& key, const RawValue& value) {
  Put(object, key);
  Put(object, value);
  const std::size_t entries = object.length() / 2;
  if (object.index != nullptr) {
    object.index = IndexEntry(object.index, key, entries - 1);
  } else if (entries > kSmallObject) {
    object.index = IndexAll(object);
  }
}

void RemoveMember(Vector& object, std::size_t entry) {
  if (object.index != nullptr) {
    const std::uint32_t hash = IndexHash(TextOf(ElementAt(object, 2 * entry)));
    object.index = EraseEntry(object.index, hash, static_cast<std::uint32_t>(entry));
    Replace(object, 2 * entry, {});
    Replace(object, 2 * entry + 1, {});
    return;
  }
  RawValue* gap = object.tail() + 2 * entry;
  Release(gap[0]);
  Release(gap[1]);
  const std::size_t length = object.length();
  std::copy(gap + 2, object.tail() + length, gap);
  object.used.store(static_cast<std::uint32_t>(length - 2), std::memory_order_relaxed);
}

Vector* MakeObject(RawValue* elements, std::size_t count) {
  if (count <= 2 * kSmallObject) return MakeVector(elements, UniteSmall(elements, count));
  IndexNode* index = nullptr;
  const std::size_t kept = UniteLarge(elements, count, index);
  Vector* object = MakeVector(elements, kept);
  object->index = index;
  if (kept <= 2 * kSmallObject) ReleaseIndex(std::exchange(object->index, nullptr));
  return object;
}

}  // namespace dashflow::rep
