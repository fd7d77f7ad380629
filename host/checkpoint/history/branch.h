// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "host/base/result.h"
#include "host/checkpoint/history/ended_writes.h"
#include "host/checkpoint/history/snapshot.h"
#include "host/checkpoint/store.h"

namespace dashflow::checkpoint {

// The checkpoints of one branch, oldest first, up to the entry `last`.
struct Branch {
  std::vector<Snapshot> snapshots;
  std::uint64_t previous = 0;  // the branch that the thread was on before; 0 = none
  // Of one that an update began: what it wrote, and as which nodes. The checkpoint before it shows
  // that as its tasks' results.
  std::vector<TaskWrites> update;
};

// `initial` is the state of a thread before anything happened. Errors: those of Loader.
Result<Branch> ReadBranch(Store& store, std::uint64_t stream, std::uint64_t last,
                          const State& initial);

}  // namespace dashflow::checkpoint
