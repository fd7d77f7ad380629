// SPDX-License-Identifier: Apache-2.0
#include "host/engine/move/moved_barriers.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace dashflow::engine {
namespace {

using checkpoint::DueTask;
using checkpoint::TaskPath;
using graph::NodeId;

std::uint64_t Bit(std::size_t position) { return std::uint64_t{1} << position; }

std::uint64_t AllBits(std::size_t count) { return count == 64 ? UINT64_MAX : Bit(count) - 1; }

class BarrierMover {
 public:
  BarrierMover(const graph::Migration& all, const checkpoint::State& before,
               checkpoint::State& after)
      : all_(all), before_(before), after_(after) {
    after_.joins.resize(all_.to->barriers());
  }

  void Move() {
    for (std::size_t i = 0; i < before_.joins.size(); ++i) {
      if (before_.joins[i] == 0) continue;
      i < all_.from->joins.size() ? MoveJoin(all_.from->joins[i], before_.joins[i])
                                  : MoveDeferred(all_.from->deferred[i - all_.from->joins.size()]);
    }
    if (after_.due.empty()) WakeDeferred();
  }

 private:
  // By the new numbers; without those that are dropped.
  struct Sources {
    std::vector<NodeId> seen;
    std::vector<NodeId> missing;
  };

  Sources SourcesOf(const graph::Join& join, std::uint64_t seen) const {
    Sources sources;
    for (std::size_t i = 0; i < join.sources.size(); ++i) {
      const NodeId node = all_.nodes[join.sources[i]];
      if (node == graph::kNoNode) continue;
      ((seen & Bit(i)) != 0 ? sources.seen : sources.missing).push_back(node);
    }
    return sources;
  }

  void MoveJoin(const graph::Join& join, std::uint64_t seen) {
    const NodeId target = all_.nodes[join.target];
    if (target == graph::kNoNode) return;
    const Sources sources = SourcesOf(join, seen);
    const auto found = NewJoin(target, sources.seen);
    if (found) return Fill(*found, sources.seen);
    if (sources.missing.empty()) AddDue(target);
  }

  // The join of `target` that has all these sources.
  std::optional<std::size_t> NewJoin(NodeId target, const std::vector<NodeId>& seen) const {
    const auto& joins = all_.to->joins;
    const auto has = [](const graph::Join& join, NodeId node) {
      return std::ranges::find(join.sources, node) != join.sources.end();
    };
    const auto fits = [&](const graph::Join& join) {
      return join.target == target &&
             std::ranges::all_of(seen, [&](NodeId node) { return has(join, node); });
    };
    const auto found = std::ranges::find_if(joins, fits);
    if (found == joins.end()) return std::nullopt;
    return static_cast<std::size_t>(found - joins.begin());
  }

  void Fill(std::size_t number, const std::vector<NodeId>& seen) {
    const graph::Join& join = all_.to->joins[number];
    std::uint64_t& bits = after_.joins[number];
    for (std::size_t i = 0; i < join.sources.size(); ++i) {
      if (std::ranges::find(seen, join.sources[i]) != seen.end()) bits |= Bit(i);
    }
    if (bits != AllBits(join.sources.size())) return;
    bits = 0;
    AddDue(join.target);
  }

  void MoveDeferred(NodeId node) {
    if (all_.nodes[node] != graph::kNoNode) AddDue(all_.nodes[node]);
  }

  // A deferred node waits, armed.
  void AddDue(NodeId node) {
    const std::uint32_t deferral = all_.to->nodes[node].deferral;
    if (deferral != graph::kNotDeferred) {
      after_.joins[all_.to->joins.size() + deferral] = 1;
      return;
    }
    const TaskPath path{TaskPath::kPull, node};
    const auto at = std::ranges::lower_bound(after_.due, path, {}, &DueTask::path);
    if (at == after_.due.end() || at->path != path) after_.due.insert(at, {path, {}});
  }

  // Nothing else is left to run.
  void WakeDeferred() {
    for (std::size_t i = 0; i < all_.to->deferred.size(); ++i) {
      std::uint64_t& armed = after_.joins[all_.to->joins.size() + i];
      if (std::exchange(armed, 0) != 0)
        after_.due.push_back({{TaskPath::kPull, all_.to->deferred[i]}, {}});
    }
    std::ranges::sort(after_.due, {}, &DueTask::path);
  }

  const graph::Migration& all_;
  const checkpoint::State& before_;
  checkpoint::State& after_;
};

}  // namespace

void MoveBarriers(const graph::Migration& migration, const checkpoint::State& before,
                  checkpoint::State& after) {
  BarrierMover(migration, before, after).Move();
}

}  // namespace dashflow::engine
