// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "host/checkpoint/sealing/secret_key.h"

namespace dashflow::checkpoint {

// What a seal adds to bytes: its format, the nonce and the tag of XChaCha20-Poly1305.
inline constexpr std::size_t kSealBytes = 1 + 24 + 16;

// Where bytes stand in a store: what is sealed opens nowhere else.
std::string PlaceOfRecord(std::string_view space, std::string_view key);
std::string PlaceOfEntry(std::uint64_t stream, std::uint64_t seq);
std::string PlaceOfBlob(std::string_view hash);

// Appends the bytes, encrypted and authenticated together with their place, to `out`; with a random
// nonce, so that the same is never the same twice. [any-thread]
void Seal(const SecretKey& key, std::string_view place, std::string_view bytes, std::string& out);

// Appends what was sealed to `out`. False, and `out` is as it was, for bytes that were not sealed
// with the key for that place, or were changed since. [any-thread]
bool Unseal(const SecretKey& key, std::string_view place, std::string_view sealed,
            std::string& out);

}  // namespace dashflow::checkpoint
