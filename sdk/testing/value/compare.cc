// SPDX-License-Identifier: Apache-2.0
#include "value/compare.hpp"

#include <algorithm>
#include <functional>
#include <string_view>

#include "value/rep.hpp"

namespace dashflow::sdk::testing {
namespace {

bool EqualArrays(const ArrayRep& a, const ArrayRep& b) {
  return std::equal(a.elements.begin(), a.elements.end(), b.elements.begin(), b.elements.end(),
                    Equal);
}

bool EqualObjects(const ObjectRep& a, const ObjectRep& b) {
  if (a.members.size() != b.members.size()) return false;
  return std::all_of(a.members.begin(), a.members.end(), [&](const df_member& member) {
    const df_value* other = b.Find(TextOf(member.key));
    return other != nullptr && Equal(member.value, *other);
  });
}

std::uint64_t Mix(std::uint64_t a, std::uint64_t b) {
  return (a ^ (b + 0x9E3779B97F4A7C15u + (a << 6) + (a >> 2))) * 0xBF58476D1CE4E5B9u;
}

std::uint64_t HashArray(const ArrayRep& array) {
  std::uint64_t hash = 0;
  for (const df_value& element : array.elements) hash = Mix(hash, Hash(element));
  return hash;
}

std::uint64_t HashObject(const ObjectRep& object) {
  std::uint64_t hash = 0;
  for (const df_member& member : object.members) hash += Mix(Hash(member.key), Hash(member.value));
  return hash;
}

std::uint64_t HashContent(const df_value& value) {
  switch (value.kind) {
    case DF_KIND_STRING:
    case DF_KIND_BYTES:
      return std::hash<std::string_view>()(TextOf(value));
    case DF_KIND_ARRAY:
      return HashArray(*ArrayOf(value));
    case DF_KIND_OBJECT:
      return HashObject(*ObjectOf(value));
    case DF_KIND_DOUBLE:
      return std::hash<double>()(value.as.f64);
    default:
      return value.as.u64;
  }
}

}  // namespace

bool Equal(const df_value& a, const df_value& b) {
  if (a.kind != b.kind) return false;
  switch (a.kind) {
    case DF_KIND_STRING:
    case DF_KIND_BYTES:
      return TextOf(a) == TextOf(b);
    case DF_KIND_ARRAY:
      return EqualArrays(*ArrayOf(a), *ArrayOf(b));
    case DF_KIND_OBJECT:
      return EqualObjects(*ObjectOf(a), *ObjectOf(b));
    case DF_KIND_DOUBLE:
      return a.as.f64 == b.as.f64;
    default:
      return a.as.u64 == b.as.u64;
  }
}

std::uint64_t Hash(const df_value& value) { return Mix(value.kind, HashContent(value)); }

}  // namespace dashflow::sdk::testing
