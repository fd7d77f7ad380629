// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "host/base/result.h"
#include "host/checkpoint/sealing/store_key.h"
#include "host/checkpoint/store.h"

namespace dashflow::checkpoint {

// What a store shall do that was opened before.
enum class Sealing {
  kAsItIs,   // open it, if the ring has its key
  kIfEmpty,  // the same; and one that nothing is in becomes encrypted, if the ring has a key
};

// The store as the host reads and writes it: encrypted where it is, or shall be. A store that keeps
// nothing beyond the process is never encrypted. Errors: store_key_missing; store_not_encrypted for
// one that holds something in plain while a key is configured; store_damaged, what the store says.
Result<std::unique_ptr<Store>> OpenSealed(std::unique_ptr<Store> store, const KeyRing& ring,
                                          Sealing sealing);

}  // namespace dashflow::checkpoint
