// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/base/result.h"
#include "host/checkpoint/sealing/secret_key.h"
#include "host/checkpoint/store.h"

// An encrypted store has a random key of its own, which stands in it, sealed with a key of the
// configuration: giving it another one of those costs one record.
namespace dashflow::checkpoint {

// Of the configuration: the first one seals, all open.
using KeyRing = std::vector<SecretKey>;

struct StoreKey {
  SecretKey key;
  std::string sealed_by;  // the id of the configuration's key
};

// Whether the store is encrypted. Errors: store_damaged, and what the store says.
Result<bool> HasStoreKey(Store& store);

// Nothing for a store that is not encrypted. Errors: store_key_missing, store_damaged, and what the
// store says.
Result<std::optional<StoreKey>> ReadStoreKey(Store& store, const KeyRing& ring);

// Gives a store that has none a key, sealed with the ring's first, and returns it. Whoever gives it
// one at the same time is as good. Errors: those of ReadStoreKey. REQUIRES: the ring has a key.
Result<StoreKey> MakeStoreKey(Store& store, const KeyRing& ring);

// Seals the store's key with the ring's first. Returns the id of the one before, which opens it no
// longer. Errors: store_not_encrypted, store_conflict, and those of ReadStoreKey. REQUIRES: the
// ring has a key.
Result<std::string> ResealStoreKey(Store& store, const KeyRing& ring);

}  // namespace dashflow::checkpoint
