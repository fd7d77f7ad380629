// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "host/value/rep/vector.h"

namespace dashflow::rep {

// Up to so many entries an object has no index, lies in the tail of its vector alone and is
// searched in a line.
inline constexpr std::size_t kSmallObject = kWidth / 2;

// The number of the entry with that key, or kNoEntry.
std::int64_t FindKey(const RawValue& object, std::string_view key) noexcept;

// REQUIRES: made by Own with room for 2, without that key. Takes over both.
void AddMember(Vector& object, const RawValue& key, const RawValue& value);

// REQUIRES: made by Own. Small objects close the gap; larger ones keep an entry of two nulls.
void RemoveMember(Vector& object, std::size_t entry);

// An object of `count` > 0 elements key, value, key, value … in order; of equal keys the first
// keeps the place and the last gives the value. Takes over all references. The number of members is
// half the length of the result.
Vector* MakeObject(RawValue* elements, std::size_t count);

}  // namespace dashflow::rep
