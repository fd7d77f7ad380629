// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/care/prune_thread.h"

#include <set>
#include <utility>

#include "host/base/failpoint.h"
#include "host/checkpoint/care/last_batch.h"
#include "host/checkpoint/care/prune_calls.h"
#include "host/checkpoint/care/rebase.h"
#include "host/checkpoint/care/thread_log.h"
#include "host/checkpoint/document/document_spaces.h"

namespace dashflow::checkpoint {
namespace {

// What stays, in new streams.
struct Kept {
  NewPlaces places;
  std::uint64_t stream = 0;  // of the newest branch
};

std::uint64_t CountOf(const PrunePlan& plan, const std::vector<CallPlan>& calls) {
  std::uint64_t count = calls.size();
  for (const BranchPlan& branch : plan.branches) count += branch.stays();
  return count;
}

Result<Kept> WriteKept(Store& store, const ThreadRecord& record, const PrunePlan& plan,
                       const std::vector<CallPlan>& calls) {
  Kept kept;
  DF_ASSIGN(std::uint64_t next, ReserveNoted(store, record.id, CountOf(plan, calls)));
  for (auto branch = plan.branches.rbegin(); branch != plan.branches.rend(); ++branch) {
    if (!branch->stays()) continue;
    DF_TRY(Rebase(store, *branch, next, kept.stream, kept.places));
    kept.stream = next++;
  }
  DF_TRY(MoveCalls(store, calls, next, kept.places));
  return kept;
}

// A run whose end is gone is gone, unless it is the latest; of one that was cut off it is its
// beginning.
bool Move(RunRecord& run, const ThreadRecord& record, const Kept& kept) {
  const bool ended = run.last.stream != 0;
  const auto known = kept.places.Of(ended ? run.last : run.first);
  if (!known && run.id != record.run) return false;
  const std::uint64_t stream = known ? known->stream : kept.stream;
  run.first = kept.places.Of(run.first).value_or(Position{stream, 1});
  if (ended) run.last = known.value_or(Position{});
  return true;
}

// The blobs of what is gone that nobody uses any more.
Result<std::set<std::string>> Unused(Store& store, const std::set<std::uint64_t>& gone,
                                     std::set<std::string> blobs, const Kept& kept) {
  for (const std::uint64_t stream : gone) {
    const std::uint64_t copy = kept.places.StreamOf(stream);
    if (copy != 0) DF_TRY(SpareBlobs(store, copy, blobs));
  }
  return UnusedBlobs(store, std::move(blobs), gone);
}

}  // namespace

Result<Pruned> PruneThread(Store& store, const ThreadRecord& record, const PruneRule& rule) {
  const std::int64_t begun = store.Now();
  DF_ASSIGN(const auto streams, StreamsOf(store, record));
  DF_ASSIGN(const PrunePlan plan, PlanPrune(store, streams, rule));
  if (plan.removed == 0) return Pruned{plan.kept, 0};
  DF_ASSIGN(const auto calls, PlanCalls(store, record, plan));
  DF_ASSIGN(const Kept kept, WriteKept(store, record, plan, calls));
  LastBatch batch(store);
  batch.Expect(record);
  std::set<std::uint64_t> gone = PutCalls(calls, kept.places, batch);
  gone.insert(streams.begin(), streams.end());
  Belongings belongings;
  for (const std::uint64_t stream : gone) DF_TRY(AddBelongings(store, stream, belongings));
  if (rule.blobs == UnusedBlobsAre::kLeft) belongings.blobs.clear();
  DF_ASSIGN(auto runs, RunsOf(store, record, belongings.runs));
  DF_ASSIGN(const auto unused, Unused(store, gone, std::move(belongings.blobs), kept));
  ThreadRecord pruned = record;
  pruned.stream = kept.stream;
  batch.Put(pruned);
  batch.Erase(kUnfinishedSpace, record.id);
  for (RunRecord& run : runs) {
    if (Move(run, record, kept)) {
      batch.Put(run);
    } else {
      batch.Erase(kRunSpace, run.id);
      batch.Erase(kApiRunSpace, run.id);
    }
  }
  for (const std::uint64_t stream : gone) batch.Forget(stream);
  batch.EraseBlobs(unused, begun);
  DF_FAILPOINT("prune.before_commit");
  DF_TRY(batch.Commit("prune thread"));
  return Pruned{plan.kept, plan.removed};
}

}  // namespace dashflow::checkpoint
