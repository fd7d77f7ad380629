// SPDX-License-Identifier: Apache-2.0
#include "host/api/state/snapshot_view.h"

#include "host/api/request/body.h"
#include "host/api/state/checkpoint_ref.h"
#include "host/checkpoint/history/views.h"
#include "host/engine/task/task.h"
#include "host/event/event.h"
#include "host/value/builder.h"
#include "host/value/value_iterate.h"

namespace dashflow::api {
namespace {

using checkpoint::Snapshot;
using checkpoint::TaskSnapshot;

constexpr std::string_view kStart = "__start__";

const std::string* RootOf(const graph::Workflow* workflow) {
  return workflow != nullptr && workflow->root ? &workflow->channels[*workflow->root].name
                                               : nullptr;
}

// The bare value where that is the whole state.
Value Bare(const graph::Workflow* workflow, const Value& values) {
  const std::string* const root = RootOf(workflow);
  return root == nullptr ? values : ValueOf(values, *root);
}

Value ListOf(const std::vector<std::string>& texts) {
  ArrayBuilder list;
  for (const std::string& text : texts) list.Add(text);
  return std::move(list).Build();
}

Value NextView(const Snapshot& snapshot, bool is_head) {
  if (snapshot.input) return Value::EmptyArray().Append(kStart);
  return ListOf(is_head ? UnfinishedOf(snapshot) : NextOf(snapshot));
}

Value PathView(const checkpoint::TaskPath& path, std::string_view node) {
  if (path.index == checkpoint::TaskPath::kPull)
    return Value::EmptyArray().Append("__pregel_pull").Append(node);
  return Value::EmptyArray().Append("__pregel_push").Append(path.index);
}

Value InterruptsOf(const TaskSnapshot& task) {
  ArrayBuilder interrupts;
  for (const checkpoint::Asked& asked : task.asked) interrupts.Add(InterruptView(asked));
  return std::move(interrupts).Build();
}

Value ResultOf(const SnapshotOwner& owner, const Snapshot& snapshot, const TaskSnapshot& task) {
  if (!task.writes) return {};
  if (task.handled) return Value::EmptyObject();
  return Bare(owner.workflow, WritesValue(snapshot, *task.writes));
}

// START's superstep shows as one task.
Value StartTask(const Value& input) {
  ObjectBuilder view;
  view.Add("id", kStart);
  view.Add("name", kStart);
  view.Add("path", PathView({}, kStart));
  view.Add("error", Value());
  view.Add("interrupts", Value::EmptyArray());
  view.Add("checkpoint", Value());
  view.Add("state", Value());
  view.Add("result", input);
  return std::move(view).Build();
}

Value TaskView(const SnapshotOwner& owner, const Snapshot& snapshot, const TaskFacts& facts) {
  const TaskSnapshot& task = *facts.task;
  const std::string node = NodeOf(snapshot, task.path);
  ObjectBuilder view;
  view.Add("id", engine::PathText(task.path, node, ""));
  view.Add("name", node);
  view.Add("path", PathView(task.path, node));
  view.Add("error", task.error_code.empty() ? Value() : Value(task.error_message));
  view.Add("interrupts", InterruptsOf(task));
  view.Add("checkpoint", facts.checkpoint);
  view.Add("state", facts.state);
  view.Add("result", ResultOf(owner, snapshot, task));
  return std::move(view).Build();
}

Value TasksView(const SnapshotOwner& owner, const Snapshot& snapshot,
                const std::vector<TaskFacts>& tasks) {
  ArrayBuilder views;
  if (snapshot.input) views.Add(StartTask(*snapshot.input));
  for (const TaskFacts& task : tasks) views.Add(TaskView(owner, snapshot, task));
  return std::move(views).Build();
}

Value AllInterrupts(const std::vector<TaskFacts>& tasks) {
  Value all = Value::EmptyArray();
  for (const TaskFacts& facts : tasks) all = std::move(all).Concat(InterruptsOf(*facts.task));
  return all;
}

}  // namespace

Value InterruptView(const checkpoint::Asked& asked) {
  return Value::EmptyObject().Set("id", asked.id).Set("value", asked.question);
}

Value SnapshotMetadata(const SnapshotOwner& owner, const Snapshot& snapshot) {
  Value metadata = owner.metadata.is_object() ? owner.metadata : Value::EmptyObject();
  metadata = std::move(metadata).Set("source", OriginName(snapshot.origin));
  metadata = std::move(metadata).Set("step", snapshot.state.step);
  metadata = std::move(metadata).Set("parents", Value::EmptyObject());
  metadata = std::move(metadata).Set("thread_id", owner.thread);
  if (!snapshot.run.empty()) metadata = std::move(metadata).Set("run_id", snapshot.run);
  return metadata;
}

Value SnapshotView(const SnapshotOwner& owner, const Snapshot& snapshot,
                   const std::vector<TaskFacts>& tasks, bool is_head) {
  ObjectBuilder view;
  view.Add("values", Bare(owner.workflow, ValuesOf(snapshot)));
  view.Add("next", NextView(snapshot, is_head));
  view.Add("tasks", TasksView(owner, snapshot, tasks));
  view.Add("metadata", SnapshotMetadata(owner, snapshot));
  view.Add("created_at", event::FormatTime(snapshot.time));
  view.Add("checkpoint", CheckpointView(owner.thread, owner.space, snapshot.position));
  view.Add("parent_checkpoint", snapshot.parent.stream == 0
                                    ? Value()
                                    : CheckpointView(owner.thread, owner.space, snapshot.parent));
  view.Add("interrupts", AllInterrupts(tasks));
  return std::move(view).Build();
}

}  // namespace dashflow::api
