// SPDX-License-Identifier: Apache-2.0
#include <bit>
#include <cstring>

#include "host/base/digest.h"
#include "host/value/value.h"
#include "host/value/value_iterate.h"

namespace dashflow {
namespace {

bool EqualArrays(const Value& a, const Value& b) noexcept {
  bool equal = true;
  std::size_t i = 0;
  a.ForEachElement([&](const Value& element) { return equal = element == b.At(i++); });
  return equal;
}

bool EqualObjects(const Value& a, const Value& b) noexcept {
  bool equal = true;
  a.ForEachMember([&](const Value& key, const Value& value) {
    const Value* other = b.Find(key.as_text());
    return equal = other != nullptr && value == *other;
  });
  return equal;
}

std::uint64_t HashBytes(const void* bytes, std::size_t size, Kind kind) noexcept {
  return Digest64({static_cast<const char*>(bytes), size}, static_cast<std::uint64_t>(kind));
}

std::uint64_t HashNumber(std::uint64_t number, Kind kind) noexcept {
  return HashBytes(&number, sizeof number, kind);
}

std::uint64_t HashPair(std::uint64_t first, std::uint64_t second, Kind kind) noexcept {
  const std::uint64_t pair[] = {first, second};
  return HashBytes(pair, sizeof pair, kind);
}

std::uint64_t HashArray(const Value& array) noexcept {
  std::uint64_t hash = array.size();
  array.ForEachElement(
      [&](const Value& element) { hash = HashPair(hash, element.Hash(), Kind::kArray); });
  return HashNumber(hash, Kind::kArray);
}

// A sum does not depend on the order.
std::uint64_t HashObject(const Value& object) noexcept {
  std::uint64_t sum = object.size();
  object.ForEachMember([&](const Value& key, const Value& value) {
    sum += HashPair(key.Hash(), value.Hash(), Kind::kObject);
  });
  return HashNumber(sum, Kind::kObject);
}

}  // namespace

bool Value::operator==(const Value& other) const noexcept {
  if (kind() != other.kind() || size() != other.size()) return false;
  if (kind() == Kind::kDouble) return as_double() == other.as_double();
  if (raw_.u64 == other.raw_.u64) return true;
  if (kind() < Kind::kString) return false;
  if (kind() < Kind::kArray) return as_text() == other.as_text();
  return is_array() ? EqualArrays(*this, other) : EqualObjects(*this, other);
}

std::uint64_t Value::Hash() const noexcept {
  switch (kind()) {
    case Kind::kDouble:
      return HashNumber(std::bit_cast<std::uint64_t>(as_double() + 0.0), kind());
    case Kind::kString:
    case Kind::kBytes:
      return HashBytes(raw_.text, size(), kind());
    case Kind::kArray:
      return HashArray(*this);
    case Kind::kObject:
      return HashObject(*this);
    default:
      return HashNumber(as_uint(), kind());
  }
}

}  // namespace dashflow
