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

class Planner {
 public:
  Planner(checkpoint::Store& store, const checkpoint::ThreadRecord& record, WallTime now)
      : store_(store), calls_(store), record_(record), now_(now) {}

  // The thread's own.
  Status AddOwn(const Migration& migration) {
    DF_ASSIGN(const auto loaded, checkpoint::LoadThread(store_, record_));
    DF_TRY(AddLog(migration, loaded, {}, {}));
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
    for (const auto& [node, inner] : migration.inner) DF_TRY(AddMemory(place, node, *inner));
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
    for (std::uint64_t n = 0;; ++n) {
      const std::string name_before = NamespaceOf(
          IdentityOf(place, place.space_before, path_before), migration.from->nodes[before].name,
          migration.from->nodes[before].checkpoint, n);
      DF_ASSIGN(const auto known, calls_.Find(CallNamed(place, name_before)));
      if (!known) return Ok();
      const std::string name =
          NamespaceOf(IdentityOf(place, place.space_after, path_after),
                      migration.to->nodes[after].name, migration.to->nodes[after].checkpoint, n);
      DF_TRY(AddCall(place, before, *known, name, path_after));
    }
  }

  // As a task of the superstep that is under way would call it.
  NamespaceRecord CallNamed(const LogPlace& place, const std::string& name) const {
    NamespaceRecord call;
    call.thread = record_.id;
    call.name = name;
    call.caller = place.loaded.position.stream;
    call.step = place.loaded.state.DueStep();
    return call;
  }

  // A log stays as it is where nothing of it is called otherwise. What a node calls by name is not
  // known here: its definition is its own.
  Status AddCall(const LogPlace& place, NodeId node, const NamespaceRecord& known,
                 const std::string& name, const std::string& task) {
    MovedLog log;
    log.call = known;
    log.call.name = name;
    log.call.task = task;
    log.caller = place.index;
    const auto inner = place.migration.inner.find(node);
    const bool stays =
        inner == place.migration.inner.end() || (name == known.name && SameVersion(*inner->second));
    if (stays) return plan.logs.push_back(std::move(log)), Ok();
    DF_ASSIGN(const auto loaded, checkpoint::Loader(store_).LoadHead(known.stream));
    return AddLog(*inner->second, loaded, known.name, std::move(log));
  }

  static bool SameVersion(const Migration& migration) {
    return migration.from->version == migration.to->version;
  }

  // What the last call of a subworkflow with `checkpoint: own` left, for the next one.
  Status AddMemory(const LogPlace& place, NodeId node, const Migration& inner) {
    const graph::NodePlan& before = place.migration.from->nodes[node];
    const graph::NodePlan& after = place.migration.to->nodes[place.migration.nodes[node]];
    if (before.checkpoint != SubCheckpoint::kOwn || after.checkpoint != SubCheckpoint::kOwn)
      return Ok();
    const std::string name = MemoryName(place.space_before, before);
    const std::string new_name = MemoryName(place.space_after, after);
    if (name == new_name && SameVersion(inner)) return Ok();
    DF_ASSIGN(const auto last, calls_.FindEarlier(CallNamed(place, name)));
    if (!last) return Ok();
    return AddCall(place, node, *last, new_name, last->task);
  }

  static std::string MemoryName(const std::string& space, const graph::NodePlan& plan) {
    TaskIdentity anybody;
    anybody.space = space;
    return NamespaceOf(anybody, plan.name, SubCheckpoint::kOwn, 0);
  }

  checkpoint::Store& store_;
  const checkpoint::NamespaceDirectory calls_;
  const checkpoint::ThreadRecord& record_;
  const WallTime now_;
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
