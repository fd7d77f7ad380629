// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "host/base/clock.h"
#include "host/base/result.h"
#include "host/checkpoint/care/last_batch.h"
#include "host/checkpoint/entry.h"
#include "host/checkpoint/store.h"

namespace dashflow::checkpoint {

// Which checkpoints of a thread stay: the newest `keep` (at least 1), and those made since `since`.
struct PruneRule {
  std::uint64_t keep = 1;
  std::optional<WallTime> since;  // nothing = none for its time
  UnusedBlobsAre blobs = UnusedBlobsAre::kErased;
};

// One branch of a thread, and from where on it stays.
struct BranchPlan {
  std::uint64_t stream = 0;
  Position parent;
  std::vector<std::uint64_t> checkpoints;  // entries that make one, oldest first
  std::vector<WallTime> times;             // of them
  std::vector<std::int64_t> due_steps;     // the supersteps that follow them
  std::uint64_t first = UINT64_MAX;        // of the entries that stay; UINT64_MAX = none

  std::int64_t due_step = 0;  // that which follows `first`
  bool whole = false;         // all of it stays, and what it stands on

  bool stays() const { return first != UINT64_MAX; }
};

struct PrunePlan {
  std::vector<BranchPlan> branches;  // newest first
  std::uint64_t kept = 0;
  std::uint64_t removed = 0;
};

// `streams`: the branches of the thread, newest first. Errors: those of reading.
Result<PrunePlan> PlanPrune(Store& store, const std::vector<std::uint64_t>& streams,
                            const PruneRule& rule);

}  // namespace dashflow::checkpoint
