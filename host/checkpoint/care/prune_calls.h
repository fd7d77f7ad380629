// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include "host/base/result.h"
#include "host/checkpoint/care/last_batch.h"
#include "host/checkpoint/care/prune_plan.h"
#include "host/checkpoint/care/rebase.h"
#include "host/checkpoint/namespace/namespace_record.h"
#include "host/checkpoint/thread_record.h"

namespace dashflow::checkpoint {

// What becomes of a call of a subworkflow when its thread is pruned.
struct CallPlan {
  NamespaceRecord call;
  Position parent;  // of its log
  // The lineages in which it is found afterwards, by their old numbers; none = it goes.
  std::vector<std::uint64_t> finders;

  bool stays() const { return !finders.empty(); }
};

// The calls after the checkpoints that stay, those inside them, and of each `checkpoint: own` the
// one whose state the next goes on from. Errors: those of reading.
Result<std::vector<CallPlan>> PlanCalls(Store& store, const ThreadRecord& record,
                                        const PrunePlan& plan);

// Logs that stand on one that goes, or moves, move to new streams, from `next` on: at most one for
// each call that has a parent. `places` has the branches of the thread. Errors: those of Rebase.
Status MoveCalls(Store& store, const std::vector<CallPlan>& calls, std::uint64_t next,
                 NewPlaces& places);

// The records as they are then, and the streams that are left.
std::set<std::uint64_t> PutCalls(const std::vector<CallPlan>& calls, const NewPlaces& places,
                                 LastBatch& batch);

}  // namespace dashflow::checkpoint
