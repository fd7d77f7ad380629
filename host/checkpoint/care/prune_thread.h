// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/base/result.h"
#include "host/checkpoint/care/prune_plan.h"
#include "host/checkpoint/store.h"
#include "host/checkpoint/thread_record.h"

namespace dashflow::checkpoint {

struct Pruned {
  std::uint64_t kept = 0;  // checkpoints
  std::uint64_t removed = 0;
};

// Removes older checkpoints of a thread, with the runs, the calls of subworkflows and the blobs
// that only they used. Where it stands, and what waits there, stays; kept checkpoints get new ids,
// since they move to new streams. It takes effect in one batch at the end; one that was cut off
// leaves nothing that counts, and the next takes it away. Errors: thread_busy when the thread has
// changed since it was read, and those of reading and writing. REQUIRES: no run works on it; keep
// >= 1.
Result<Pruned> PruneThread(Store& store, const ThreadRecord& record, const PruneRule& rule);

}  // namespace dashflow::checkpoint
