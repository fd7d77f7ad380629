// SPDX-License-Identifier: Apache-2.0
#include "host/api/state/thread_state.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "host/api/request/body.h"
#include "host/api/state/snapshot_view.h"
#include "host/checkpoint/history/history.h"
#include "host/checkpoint/history/views.h"
#include "host/checkpoint/namespace/namespace_directory.h"
#include "host/engine/task/task.h"
#include "host/event/event.h"
#include "host/value/builder.h"

namespace dashflow::api {
namespace {

using checkpoint::History;
using checkpoint::NamespaceDirectory;
using checkpoint::NamespaceRecord;
using checkpoint::Position;
using checkpoint::Snapshot;

// Whose checkpoints are shown, and by which workflow.
struct Place {
  const Thread& thread;
  std::string space;
  std::uint64_t stream = 0;
  graph::WorkflowPtr workflow = nullptr;  // null = not known

  SnapshotOwner owner() const {
    Value shown = Value::EmptyObject();
    for (const std::string_view key : {"graph_id", "assistant_id"})
      if (const Value* const member = Find(thread.metadata, key)) shown = shown.Set(key, *member);
    return {thread.id, space, std::move(shown), workflow.get()};
  }
};

Error NoCheckpoint(const Thread& thread, const std::string& what) {
  return Error("checkpoint_not_found", "thread " + thread.id + " has no checkpoint " + what)
      .Operation("find checkpoint")
      .Resource(what);
}

// The last call of this name, or the one that `at` belongs to; 0 = there is none.
Result<std::uint64_t> StreamOfCall(Service& service, const Thread& thread,
                                   const CheckpointRef& ref) {
  std::uint64_t newest = 0;
  bool is_own = false;
  DF_TRY(NamespaceDirectory(service.store).Visit(thread.id, [&](const NamespaceRecord& call) {
    if (call.name != ref.space) return true;
    newest = std::max(newest, call.stream);
    is_own = is_own || (ref.at && ref.at->stream == call.stream);
    return true;
  }));
  return is_own ? ref.at->stream : newest;
}

Result<Place> PlaceOf(Service& service, const Thread& thread, const CheckpointRef& ref) {
  if (ref.space.empty()) {
    const auto served = service.workflows.OfThread(*thread.record, ref.at);
    Place place{thread, "", thread.record->stream};
    if (served.has_value()) place.workflow = served->program->workflow_ptr();
    return place;
  }
  DF_ASSIGN(const std::uint64_t stream, StreamOfCall(service, thread, ref));
  if (stream == 0) return NoCheckpoint(thread, "in " + ref.space);
  return Place{thread, ref.space, stream};
}

Result<Value> StateOf(Service& service, const Place& place, const Snapshot& snapshot, bool is_head,
                      bool subgraphs);

// Of the call that a task has made; null members = it has made none.
Result<TaskFacts> WithCall(Service& service, const Place& place, TaskFacts facts,
                           const NamespaceRecord& call, bool subgraphs) {
  if (!subgraphs) {
    facts.checkpoint =
        Value::EmptyObject().Set("thread_id", place.thread.id).Set("checkpoint_ns", call.name);
    return facts;
  }
  const Place inner{place.thread, call.name, call.stream};
  DF_ASSIGN(const Snapshot head, History(service.store, place.thread.id, call.stream).Head());
  DF_ASSIGN(facts.state, StateOf(service, inner, head, true, true));
  return facts;
}

Result<std::vector<TaskFacts>> TasksOf(Service& service, const Place& place,
                                       const Snapshot& snapshot, bool subgraphs) {
  std::vector<TaskFacts> tasks;
  DF_ASSIGN(const auto calls,
            NamespaceDirectory(service.store)
                .CallsOf(place.thread.id, snapshot.position.stream, snapshot.state.DueStep()));
  for (const checkpoint::TaskSnapshot& task : snapshot.tasks) {
    TaskFacts facts{&task};
    const std::string path = engine::PathText(task.path, NodeOf(snapshot, task.path), "");
    const auto call = std::ranges::find(calls, path, &NamespaceRecord::task);
    if (call != calls.end()) {
      DF_ASSIGN(facts, WithCall(service, place, std::move(facts), *call, subgraphs));
    }
    tasks.push_back(std::move(facts));
  }
  return tasks;
}

// What its finished tasks wrote shows, as if their superstep had ended.
Snapshot Shown(const Place& place, const Snapshot& snapshot, bool is_head) {
  if (!is_head || place.workflow == nullptr) return snapshot;
  auto folded = WithFinished(place.workflow->channels, snapshot);
  return folded.has_value() ? std::move(folded).value() : snapshot;
}

Result<Value> StateOf(Service& service, const Place& place, const Snapshot& snapshot, bool is_head,
                      bool subgraphs) {
  const Snapshot shown = Shown(place, snapshot, is_head);
  DF_ASSIGN(const auto tasks, TasksOf(service, place, shown, subgraphs));
  return SnapshotView(place.owner(), shown, tasks, is_head);
}

History HistoryAt(Service& service, const Place& place) {
  return {service.store, place.thread.id, place.stream};
}

// Which of the checkpoints, newest first, are asked for.
class Chooser {
 public:
  Chooser(const Place& place, const HistoryAsk& ask)
      : owner_(place.owner()), ask_(ask), counts_(!ask.before && !ask.from.at) {}

  // False = there are enough.
  bool Take(const Snapshot& snapshot) {
    counts_ = counts_ || snapshot.position == ask_.from.at;
    if (counts_ && Fits(snapshot)) chosen.push_back(snapshot);
    counts_ = counts_ || snapshot.position == ask_.before;
    return chosen.size() < ask_.limit;
  }

  std::vector<Snapshot> chosen;

 private:
  bool Fits(const Snapshot& snapshot) const {
    return ask_.metadata.is_null() || Contains(SnapshotMetadata(owner_, snapshot), ask_.metadata);
  }

  const SnapshotOwner owner_;
  const HistoryAsk& ask_;
  bool counts_;
};

}  // namespace

Value EmptyState(const Thread& thread) {
  ObjectBuilder view;
  view.Add("values", Value::EmptyObject());
  view.Add("next", Value::EmptyArray());
  view.Add("tasks", Value::EmptyArray());
  view.Add("metadata", Value::EmptyObject());
  view.Add("created_at", event::FormatTime(thread.created));
  view.Add("checkpoint", Value::EmptyObject()
                             .Set("thread_id", thread.id)
                             .Set("checkpoint_ns", "")
                             .Set("checkpoint_id", Value()));
  view.Add("parent_checkpoint", Value());
  view.Add("interrupts", Value::EmptyArray());
  return std::move(view).Build();
}

Result<Value> StateAt(Service& service, const Thread& thread, const CheckpointRef& ref,
                      bool subgraphs) {
  const bool is_empty = !thread.record;
  if (is_empty && (ref.at || !ref.space.empty()))
    return NoCheckpoint(thread, ref.at ? ToText(*ref.at) : "in " + ref.space);
  if (is_empty) return EmptyState(thread);
  DF_ASSIGN(const Place place, PlaceOf(service, thread, ref));
  const History history = HistoryAt(service, place);
  DF_ASSIGN(const Snapshot snapshot, ref.at ? history.At(*ref.at) : history.Head());
  return StateOf(service, place, snapshot, !ref.at, subgraphs);
}

Result<Value> HistoryOf(Service& service, const Thread& thread, const HistoryAsk& ask) {
  if (!thread.record || ask.limit == 0) return Value::EmptyArray();
  DF_ASSIGN(const Place place, PlaceOf(service, thread, ask.from));
  Chooser chooser(place, ask);
  DF_TRY(HistoryAt(service, place).Visit([&chooser](const Snapshot& snapshot) {
    return chooser.Take(snapshot);
  }));
  ArrayBuilder states;
  for (const Snapshot& snapshot : chooser.chosen) {
    DF_ASSIGN(Value state, StateOf(service, place, snapshot, false, false));
    states.Add(std::move(state));
  }
  return std::move(states).Build();
}

}  // namespace dashflow::api
