// SPDX-License-Identifier: Apache-2.0
#include "host/engine/move/move_plan.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "host/checkpoint/care/rebase.h"
#include "host/checkpoint/loader.h"
#include "host/checkpoint/namespace/namespace_directory.h"
#include "host/checkpoint/run/thread_head.h"
#include "host/engine/call/namespace.h"
#include "host/engine/move/changed.h"
#include "host/engine/move/moved_state.h"
#include "host/engine/program.h"
#include "host/engine/types/type_check.h"

namespace dashflow::engine {
namespace {

using checkpoint::Entry;
using checkpoint::Loaded;
using checkpoint::MovedLog;
using checkpoint::NamespaceRecord;
using checkpoint::TaskProgress;
using graph::Migration;
using graph::NodeId;
using graph::SubCheckpoint;

// Between equal shapes the parent's values are carried over.
void AddValues(const Migration& migration, const checkpoint::State& state, Entry& entry) {
  const bool same = migration.from->shape == migration.to->shape && migration.defaults.empty();
  entry.replay_from = same ? 0 : 1;
  if (same) return;
  entry.full = true;
  entry.changes = checkpoint::WholeState(state);
  std::erase_if(entry.changes, [&](const checkpoint::Change& change) {
    return migration.to->channels[change.channel].keep == channel::Keep::kUntracked;
  });
}

// What a new stream begins with. Its parent is where the thread stood.
Entry FirstEntry(const Migration& migration, const Loaded& loaded, checkpoint::State state,
                 WallTime now) {
  Entry entry;
  entry.kind = checkpoint::EntryKind::kBegin;
  entry.source = checkpoint::Source::kFork;
  entry.epoch = loaded.epoch;
  entry.event_seq = loaded.event_seq;
  entry.step = state.step;
  entry.beside = state.beside;
  entry.time = now;
  entry.failing = state.failing;
  entry.types = std::move(state.types);
  entry.parent = loaded.position;
  entry.before = loaded.checksum;
  entry.previous = loaded.position.stream;
  entry.names = NamesOf(*migration.to);
  entry.passed_interrupt_before = state.passed_interrupt_before;
  entry.version = state.version;
  AddValues(migration, state, entry);
  for (std::uint32_t join = 0; join < state.joins.size(); ++join) {
    if (state.joins[join] != 0) entry.joins.emplace_back(join, state.joins[join]);
  }
  entry.due = std::move(state.due);
  entry.progress = std::move(state.progress);
  return entry;
}

// A log whose state moves, and what the namespaces inside it are called before and after.
struct LogPlace {
  const Migration& migration;
  const Loaded& loaded;
  std::string space_before;
  std::string space_after;
  std::size_t index;  // among the plan's logs
};

// A call, and its namespace as it was.
struct MovedCall {
  std::string name_before;
  MovedLog log;
};

class Planner {
 public:
  Planner(checkpoint::Store& store, const checkpoint::ThreadRecord& record, WallTime now)
      : store_(store), calls_(store), record_(record), now_(now) {}

  // The thread's own.
  Status AddOwn(const Migration& migration) {
    DF_ASSIGN(const auto loaded, checkpoint::LoadThread(store_, record_));
    root_step_ = loaded.state.DueStep();
    DF_TRY(AddLog(migration, loaded, {}, {}));
    DF_TRY(AddMemories(migration, {}, {}));
    plan.record.epoch = std::max(record_.epoch, loaded.epoch) + 1;
    plan.logs.front().first->epoch = plan.record.epoch;
    return Ok();
  }

  MovePlan plan;

 private:
  Status AddLog(const Migration& migration, const Loaded& loaded, std::string space_before,
                MovedLog log) {
    DF_ASSIGN(auto state, MovedState(migration, loaded.state));
    if (!state.due.empty()) DF_TRY(CheckTypes(*migration.to, state, record_.id));
    log.first = FirstEntry(migration, loaded, std::move(state), now_);
    const LogPlace place{migration, loaded, std::move(space_before), log.call.name,
                         plan.logs.size()};
    plan.logs.push_back(std::move(log));
    for (const checkpoint::DueTask& due : loaded.state.due) DF_TRY(AddCalls(place, due));
    return Ok();
  }

  TaskIdentity IdentityOf(const LogPlace& place, const std::string& space,
                          const std::string& path) const {
    return {record_.id, record_.branch, space, place.loaded.state.DueStep(), path};
  }

  // The node that acts for a task; kNoNode = it has finished.
  static NodeId ActingOf(const LogPlace& place, const checkpoint::DueTask& due) {
    const auto& all = place.loaded.state.progress;
    const auto found = std::ranges::lower_bound(all, due.path, {}, &TaskProgress::path);
    if (found == all.end() || found->path != due.path) return due.path.node;
    return found->finished ? graph::kNoNode : found->node();
  }

  // The calls that a task has under way.
  Status AddCalls(const LogPlace& place, const checkpoint::DueTask& due) {
    const Migration& migration = place.migration;
    const NodeId before = ActingOf(place, due);
    if (before == graph::kNoNode) return Ok();
    const NodeId after = migration.nodes[before];
    const NodeId task_node = migration.nodes[due.path.node];
    if (after == graph::kNoNode || task_node == graph::kNoNode) return Ok();
    const std::string path_before = PathText(*migration.from, due.path, before);
    const std::string path_after = PathText(*migration.to, {due.path.index, task_node}, after);
    std::vector<MovedCall> made;
    for (std::uint64_t n = 0;; ++n) {
      std::string name = NamespaceOf(IdentityOf(place, place.space_before, path_before),
                                     migration.from->nodes[before].name,
                                     migration.from->nodes[before].checkpoint, n);
      DF_ASSIGN(const auto known,
                calls_.Find(CallNamed(place, migration.from->nodes[before].checkpoint, name)));
      if (!known) return AddMade(InnerOf(migration, before), std::move(made));
      NamespaceRecord after_move = CallNamed(
          place, migration.to->nodes[after].checkpoint,
          NamespaceOf(IdentityOf(place, place.space_after, path_after),
                      migration.to->nodes[after].name, migration.to->nodes[after].checkpoint, n));
      after_move.task = path_after;
      after_move.stream = known->stream;
      after_move.first = known->first;
      after_move.turn = known->turn;
      made.push_back({std::move(name), {{}, std::move(after_move), place.index}});
    }
  }

  // What attempts before the last one called is nobody's any more, and stays as it is.
  Status AddMade(const Migration* inner, std::vector<MovedCall> made) {
    for (MovedCall& call : made) {
      const bool over = call.log.call.first < made.back().log.call.first;
      DF_TRY(AddCall(over ? nullptr : inner, std::move(call)));
    }
    return Ok();
  }

  // As a task of the superstep that is under way would call it.
  NamespaceRecord CallNamed(const LogPlace& place, SubCheckpoint checkpoint,
                            std::string name) const {
    NamespaceRecord call;
    call.thread = record_.id;
    call.name = std::move(name);
    call.caller = place.loaded.position.stream;
    call.step = place.loaded.state.DueStep();
    if (checkpoint != SubCheckpoint::kOwn || place.index == 0) return call;
    call.root = record_.stream;
    call.root_step = root_step_;
    return call;
  }

  static const Migration* InnerOf(const Migration& migration, NodeId node) {
    const auto inner = migration.inner.find(node);
    return inner == migration.inner.end() ? nullptr : inner->second.get();
  }

  // A log stays as it is where nothing of it is called otherwise. What a node calls by name is not
  // known here: its definition is its own.
  Status AddCall(const Migration* inner, MovedCall call) {
    const bool stays =
        inner == nullptr || (call.log.call.name == call.name_before && SameVersion(*inner));
    if (stays) return plan.logs.push_back(std::move(call.log)), Ok();
    DF_ASSIGN(const auto loaded, checkpoint::Loader(store_).LoadHead(call.log.call.stream));
    return AddLog(*inner, loaded, std::move(call.name_before), std::move(call.log));
  }

  static bool SameVersion(const Migration& migration) {
    return migration.from->version == migration.to->version;
  }

  // What the last calls of subworkflows with `checkpoint: own` left, for the next ones. `before`
  // and `after`: the nodes that lead to those of the definitions.
  Status AddMemories(const Migration& migration, const std::string& before,
                     const std::string& after) {
    for (NodeId node = 0; node < migration.from->nodes.size(); ++node) {
      if (migration.nodes[node] == graph::kNoNode) continue;
      const graph::NodePlan& plan_before = migration.from->nodes[node];
      const graph::NodePlan& plan_after = migration.to->nodes[migration.nodes[node]];
      const Migration* const inner = InnerOf(migration, node);
      const bool keeps_own = plan_before.checkpoint == SubCheckpoint::kOwn &&
                             plan_after.checkpoint == SubCheckpoint::kOwn;
      if (keeps_own) DF_TRY(AddMemory(inner, {before, plan_before.name}, {after, plan_after.name}));
      if (inner != nullptr)
        DF_TRY(AddMemories(*inner, MemoryName({before, plan_before.name}, 0),
                           MemoryName({after, plan_after.name}, 0)));
    }
    return Ok();
  }

  // A node, and those that lead to it.
  struct NodePlace {
    const std::string& space;
    const std::string& node;
  };

  Status AddMemory(const Migration* inner, const NodePlace& before, const NodePlace& after) {
    for (std::uint64_t n = 0;; ++n) {
      std::string name = MemoryName(before, n);
      std::string new_name = MemoryName(after, n);
      if (name == new_name && (inner == nullptr || SameVersion(*inner))) return Ok();
      DF_ASSIGN(auto last, calls_.FindEarlier(NextNamed(name, !before.space.empty())));
      if (!last) return Ok();
      if (IsPlanned(last->stream)) continue;
      last->name = std::move(new_name);
      DF_TRY(AddCall(inner, {std::move(name), {{}, *std::move(last), std::nullopt}}));
    }
  }

  // Before the superstep that is under way, or in it where it may have ended.
  NamespaceRecord NextNamed(std::string name, bool inside) const {
    NamespaceRecord next;
    next.thread = record_.id;
    next.name = std::move(name);
    (inside ? next.root : next.caller) = record_.stream;
    (inside ? next.root_step : next.step) = root_step_;
    return next;
  }

  bool IsPlanned(std::uint64_t stream) const {
    return std::ranges::any_of(plan.logs,
                               [stream](const MovedLog& log) { return log.call.stream == stream; });
  }

  static std::string MemoryName(const NodePlace& place, std::uint64_t n) {
    TaskIdentity anybody;
    anybody.space = place.space;
    return NamespaceOf(anybody, place.node, SubCheckpoint::kOwn, n);
  }

  checkpoint::Store& store_;
  const checkpoint::NamespaceDirectory calls_;
  const checkpoint::ThreadRecord& record_;
  const WallTime now_;
  std::int64_t root_step_ = 0;  // the superstep that is under way
};

}  // namespace

Result<MovePlan> PlanMove(checkpoint::Store& store, const checkpoint::ThreadRecord& record,
                          const graph::Migration& migration, WallTime now) {
  if (record.shape != migration.from->shape) return NotItsOwn(record, *migration.from);
  if (!migration.covered()) return NotCovered(record, migration);
  Planner planner(store, record, now);
  checkpoint::ThreadRecord& moved = planner.plan.record;
  moved = record;
  moved.workflow = migration.to->name;
  moved.version = migration.to->version;
  moved.shape = migration.to->shape;
  moved.params = migration.to->params;
  moved.updated = now;
  Status planned = planner.AddOwn(migration);
  if (planned.has_error()) return planned.error().Resource(record.id);
  return std::move(planner.plan);
}

}  // namespace dashflow::engine
