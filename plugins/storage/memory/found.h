// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <dashflow/store_paging.hpp>
#include <string>

#include "plugins/storage/memory/buffer.h"

namespace dashflow::memory {

// One entry that a read found, kept apart from the store so that no lock is held while it is handed
// out.
struct Found {
  std::string key;  // records
  Buffer bytes;
  std::uint64_t seq = 0;  // log entries
  std::uint64_t rev = 0;  // records

  sdk::StoreEntry entry() const { return {key, bytes.view(), seq, rev}; }
};

using Page = sdk::StorePage<Found>;

}  // namespace dashflow::memory
