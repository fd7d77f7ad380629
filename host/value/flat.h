// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "host/base/result.h"
#include "host/value/value.h"

namespace dashflow {

// The flat binary form (host/value/FLAT.md): versioned, little endian, objects with a sorted key
// index. Stores, subprocess plugins and the wire use it.
void AppendFlat(std::string& out, const Value& value);
std::string ToFlat(const Value& value);

// As AppendFlat, but what the value holds several times, and shares in memory, is written once and
// named where it stands again: size and time follow what is different. Not canonical: equal values
// may have different bytes. For stores; never for hashes.
void AppendFolded(std::string& out, const Value& value);

// The flat form of null, a bool, a number, [] or {}, which needs no memory: written to `out`, which
// has room for kMaxSmallFlat bytes. Returns its size; 0 = the value is another one.
inline constexpr std::size_t kMaxSmallFlat = 13;
std::size_t WriteSmallFlat(const Value& value, char* out);

struct FlatLimits {
  std::size_t max_bytes = UINT32_MAX;
  // If nothing were folded: what few bytes may stand for, since who walks the value walks it all.
  std::uint64_t max_unfolded = UINT32_MAX;
  int max_depth = kMaxDepth;
};

// Of what this host has written itself, and knows by a checksum: what it could write, it can read.
inline constexpr FlatLimits kOwnFlat{.max_bytes = SIZE_MAX, .max_unfolded = UINT64_MAX};

// Decodes one value that fills `bytes`, folded or not; what a folded form names again is shared in
// memory. Any damage is the error `invalid_flat` with its offset; never reads outside, never
// allocates more than a constant times the input. [any-thread]
Result<Value> ParseFlat(std::string_view bytes, const FlatLimits& limits = {});

}  // namespace dashflow
