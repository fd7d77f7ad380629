// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>

#include "host/base/result.h"
#include "host/checkpoint/store.h"

namespace dashflow::checkpoint {

// What of a store was copied.
struct Migrated {
  std::uint64_t threads = 0;  // whose logs are done
  std::uint64_t all_threads = 0;
  std::uint64_t runs = 0;
  std::uint64_t entries = 0;
  std::uint64_t blobs = 0;
};
using MigrationWatcher = std::function<void(const Migrated& so_far)>;

// Copies what a store holds to another one, as it is, and counts it there: every log entry at its
// place, so that whatever is under way or waits goes on from the copy. Results in the cache are
// left out: a store does not tell when they expire. Entries are decoded on the way: a damaged one
// ends the copy. One that was cut off leaves a store that is known to be unfinished, and may be
// begun again. Errors: store_incomplete, store_not_empty, store_damaged, and those of both stores.
// REQUIRES: nobody else writes to either.
Result<Migrated> MigrateStore(Store& from, Store& to, const MigrationWatcher& watcher);

}  // namespace dashflow::checkpoint
