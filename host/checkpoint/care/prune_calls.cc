// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/care/prune_calls.h"

#include <algorithm>
#include <map>
#include <string>

#include "host/checkpoint/care/copy_calls.h"
#include "host/checkpoint/loader.h"
#include "host/checkpoint/namespace/namespace_directory.h"
#include "host/checkpoint/namespace/namespace_name.h"

namespace dashflow::checkpoint {
namespace {

std::set<std::uint64_t> StayingLogs(const std::vector<CallPlan>& calls) {
  std::set<std::uint64_t> logs;
  for (const CallPlan& each : calls) {
    if (each.stays()) logs.insert(each.call.stream);
  }
  return logs;
}

class CallPlanner {
 public:
  CallPlanner(Store& store, const PrunePlan& plan) : store_(store), plan_(plan) {}

  Status Add(NamespaceRecord call) {
    DF_ASSIGN(const Position parent, Loader(store_).ParentOf(call.stream));
    calls.push_back({std::move(call), parent, {}});
    return Ok();
  }

  void KeepLater() {
    for (CallPlan& each : calls) {
      const auto branch =
          std::ranges::find(plan_.branches, each.call.lineage(), &BranchPlan::stream);
      const bool later = branch != plan_.branches.end() && branch->stays() &&
                         each.call.lineage_step() >= branch->due_step;
      if (later) each.finders.push_back(branch->stream);
    }
  }

  // Where a branch does not stand on another that stays nobody finds what came before.
  Status KeepMemories() {
    for (const BranchPlan& branch : plan_.branches) {
      if (!branch.stays() || branch.whole) continue;
      for (const auto& [name, any] : Memories()) DF_TRY(KeepMemory(branch, any));
    }
    return Ok();
  }

  void KeepInner() {
    std::set<std::uint64_t> staying = StayingLogs(calls);
    for (std::size_t before = 0; before != staying.size();) {
      before = staying.size();
      for (CallPlan& each : calls) {
        const bool is_inner = each.call.root == 0 && staying.contains(each.call.caller);
        if (each.stays() || !is_inner) continue;
        each.finders.push_back(each.call.caller);
        staying.insert(each.call.stream);
      }
    }
  }

  std::vector<CallPlan> calls;

 private:
  bool IsBranch(std::uint64_t stream) const {
    return std::ranges::find(plan_.branches, stream, &BranchPlan::stream) != plan_.branches.end();
  }

  // Those with `checkpoint: own` by name, of each any call.
  std::map<std::string, NamespaceRecord> Memories() const {
    std::map<std::string, NamespaceRecord> any;
    for (const CallPlan& each : calls) {
      if (IsBranch(each.call.lineage()) && KeepsItsOwn(each.call.name))
        any.emplace(each.call.name, each.call);
    }
    return any;
  }

  Status KeepMemory(const BranchPlan& branch, NamespaceRecord next) {
    next.caller = 0;
    next.SetLineage(branch.stream);
    next.SetLineageStep(next.root != 0 ? branch.due_step - 1 : branch.due_step);
    DF_ASSIGN(const auto last, NamespaceDirectory(store_).FindEarlier(next));
    if (!last) return Ok();
    for (CallPlan& each : calls) {
      if (each.call.stream == last->stream && each.call.lineage() == last->lineage())
        each.finders.push_back(branch.stream);
    }
    return Ok();
  }

  Store& store_;
  const PrunePlan& plan_;
};

bool StandsOnWhatStays(const CallPlan& each, const NewPlaces& places) {
  if (each.parent.stream == 0) return true;
  return places.Of(each.parent) == std::optional(each.parent);
}

Status MoveCall(Store& store, const CallPlan& each, std::uint64_t& next, NewPlaces& places) {
  const std::uint64_t stream = each.call.stream;
  if (StandsOnWhatStays(each, places)) return places.Add(stream, 1, stream, true), Ok();
  BranchPlan log;
  log.stream = stream;
  log.parent = each.parent;
  log.first = 1;
  return Rebase(store, log, next++, places.StreamOf(each.parent.stream), places);
}

}  // namespace

Result<std::vector<CallPlan>> PlanCalls(Store& store, const ThreadRecord& record,
                                        const PrunePlan& plan) {
  CallPlanner planner(store, plan);
  DF_ASSIGN(auto calls, CallsOfThread(store, record.id));
  for (NamespaceRecord& call : calls) DF_TRY(planner.Add(std::move(call)));
  planner.KeepLater();
  DF_TRY(planner.KeepMemories());
  planner.KeepInner();
  return std::move(planner.calls);
}

// Each after the one that it stands on.
Status MoveCalls(Store& store, const std::vector<CallPlan>& calls, std::uint64_t next,
                 NewPlaces& places) {
  std::set<std::uint64_t> open = StayingLogs(calls);
  for (std::size_t before = 0; before != open.size();) {
    before = open.size();
    for (const CallPlan& each : calls) {
      if (!open.contains(each.call.stream) || open.contains(each.parent.stream)) continue;
      DF_TRY(MoveCall(store, each, next, places));
      open.erase(each.call.stream);
    }
  }
  return Ok();
}

std::set<std::uint64_t> PutCalls(const std::vector<CallPlan>& calls, const NewPlaces& places,
                                 LastBatch& batch) {
  std::set<std::uint64_t> gone;
  for (const CallPlan& each : calls) {
    if (places.StreamOf(each.call.stream) != each.call.stream) gone.insert(each.call.stream);
    batch.Erase(kNamespaceSpace, NamespaceKey(each.call));
  }
  for (const CallPlan& each : calls) {
    for (const std::uint64_t finder : each.finders) {
      NamespaceRecord after = each.call;
      after.caller = places.StreamOf(each.call.caller);
      after.SetLineage(places.StreamOf(finder));
      after.stream = places.StreamOf(each.call.stream);
      batch.Put(after);
    }
  }
  return gone;
}

}  // namespace dashflow::checkpoint
