// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/care/prune_plan.h"

#include <algorithm>

#include "host/checkpoint/loader.h"

namespace dashflow::checkpoint {
namespace {

constexpr std::uint64_t kLastSeq = INT64_MAX;

Result<BranchPlan> ReadBranchPlan(Store& store, std::uint64_t stream) {
  BranchPlan branch;
  branch.stream = stream;
  DF_TRY(Loader(store).VisitForwards(
      {stream, kLastSeq}, [&branch](const Position& at, const Entry& entry) {
        if (entry.kind == EntryKind::kBegin) branch.parent = entry.parent;
        if (entry.kind == EntryKind::kBegin || entry.kind == EntryKind::kStep) {
          branch.checkpoints.push_back(at.seq);
          branch.times.push_back(entry.time);
        }
        return true;
      }));
  return branch;
}

// Counts checkpoints from the newest on.
class Keeper {
 public:
  explicit Keeper(const PruneRule& rule) : rule_(rule) {}

  bool Keeps(WallTime time) {
    const bool keeps = count_ == 0 || count_ < rule_.keep || (rule_.since && time >= *rule_.since);
    count_ += keeps;
    return keeps;
  }

 private:
  const PruneRule& rule_;
  std::uint64_t count_ = 0;
};

// False: nothing older stays.
bool Choose(BranchPlan& branch, Keeper& keeper) {
  for (std::size_t i = branch.checkpoints.size(); i-- > 0;) {
    if (!keeper.Keeps(branch.times[i])) return false;
    branch.first = branch.checkpoints[i];
  }
  return true;
}

void Count(PrunePlan& plan) {
  for (const BranchPlan& branch : plan.branches) {
    const auto first = std::ranges::lower_bound(branch.checkpoints, branch.first);
    plan.removed += static_cast<std::uint64_t>(first - branch.checkpoints.begin());
    plan.kept += static_cast<std::uint64_t>(branch.checkpoints.end() - first);
  }
}

}  // namespace

Result<PrunePlan> PlanPrune(Store& store, const std::vector<std::uint64_t>& streams,
                            const PruneRule& rule) {
  PrunePlan plan;
  for (const std::uint64_t stream : streams) {
    DF_ASSIGN(auto branch, ReadBranchPlan(store, stream));
    plan.branches.push_back(std::move(branch));
  }
  Keeper keeper(rule);
  for (BranchPlan& branch : plan.branches) {
    if (!Choose(branch, keeper)) break;
  }
  Count(plan);
  return plan;
}

}  // namespace dashflow::checkpoint
