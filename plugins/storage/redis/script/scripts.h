// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace dashflow::redis {

// What the server does in one go. Each takes the key "{prefix}:meta", then as arguments the prefix
// of all keys ("{prefix}:"), the store's id, and what stands beside it:
enum class Script : std::uint8_t {
  kCommit,  // operations, as write/arguments.h makes them -> {"ok", rev} or {"conflict", index}
  kGet,     // space, key -> {rev, bytes} or nothing
  kScan,    // space, term, from, to (empty = the end), "1" = reverse, limit
            // -> {"1" = more, key, rev, bytes, key, …}
  kRead,    // stream, from, to, "1" = reverse, limit -> {"1" = more, seq, bytes, seq, …}
  kBlob,    // hash -> bytes or nothing
  // These go on from a cursor (care_scripts.h) -> {cursor, and what they found}
  kNames,         // start of a key, cursor -> what stands behind it
  kSizes,         // name of a hash, cursor -> count, bytes
  kFields,        // name of a hash, cursor -> its fields
  kCheckSpace,    // space, cursor -> keys of what is damaged
  kCheckStreams,  // cursor -> stream, missing seq, stream, …
  kCheckBlobs,    // cursor -> hashes of what is damaged
};
inline constexpr std::size_t kScripts = 11;

std::string_view TextOf(Script script);

// All keys of a store share a hash slot.
inline std::string KeyOf(std::string_view prefix, std::string_view name) {
  return std::string("{").append(prefix).append("}:").append(name);
}

}  // namespace dashflow::redis
