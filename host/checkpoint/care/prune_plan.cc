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
          branch.due_steps.push_back(entry.step + 1 - entry.beside);
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
    branch.due_step = branch.due_steps[i];
  }
  return true;
}

// An older branch stands on none that is newer.
void FindWhole(std::vector<BranchPlan>& branches) {
  for (auto branch = branches.rbegin(); branch != branches.rend(); ++branch) {
    const Position& parent = branch->parent;
    const auto found = std::ranges::find(branches, parent.stream, &BranchPlan::stream);
    const bool stands = found != branches.end() && found->stays() &&
                        (parent.seq == 0 ? found->whole : parent.seq >= found->first);
    branch->whole = branch->first == 1 && (parent.stream == 0 || stands);
  }
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
  FindWhole(plan.branches);
  Count(plan);
  return plan;
}

}  // namespace dashflow::checkpoint
