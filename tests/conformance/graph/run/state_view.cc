// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/graph/run/state_view.h"

#include <algorithm>

#include "host/checkpoint/directory.h"
#include "host/checkpoint/history/views.h"
#include "host/checkpoint/namespace/namespace_directory.h"
#include "host/engine/start/opening.h"
#include "host/engine/task/task.h"
#include "host/value/builder.h"
#include "host/value/value_iterate.h"
#include "tests/conformance/graph/build/definition.h"
#include "tests/conformance/graph/case_file.h"
#include "tests/conformance/graph/run/error_text.h"

namespace dashflow::cases {
namespace {

using checkpoint::Origin;
using checkpoint::Position;
using checkpoint::Snapshot;
using checkpoint::TaskSnapshot;

Value ListOf(const std::vector<std::string>& texts) {
  ArrayBuilder list;
  for (const std::string& text : texts) list.Add(text);
  return std::move(list).Build();
}

Value QuestionsOf(const TaskSnapshot& task) {
  ArrayBuilder questions;
  for (const auto& asked : task.asked) questions.Add(asked.question);
  return std::move(questions).Build();
}

// A root state is written as it is.
Value ResultOf(const Snapshot& snapshot, const std::vector<channel::Write>& writes) {
  const Value result = WritesValue(snapshot, writes);
  const Value* root = result.Find(kRootChannel);
  return root == nullptr ? result : *root;
}

Value TaskValue(const Snapshot& snapshot, const TaskSnapshot& task) {
  Value shown = Value::EmptyObject().Set("name", NodeOf(snapshot, task.path));
  if (!task.error_code.empty())
    shown = shown.Set("error", ErrorText(task.error_code, task.error_message));
  if (!task.asked.empty()) shown = shown.Set("interrupts", QuestionsOf(task));
  if (task.writes)
    shown =
        shown.Set("result", task.handled ? Value::EmptyObject() : ResultOf(snapshot, *task.writes));
  return shown;
}

// The reference shows what was sent first, then nodes in the order of their definition.
Snapshot InOrder(const std::vector<std::string>& order, Snapshot snapshot) {
  const auto rank = [&](const checkpoint::TaskPath& path) {
    const bool pull = path.index == checkpoint::TaskPath::kPull;
    const auto at = std::ranges::find(order, NodeOf(snapshot, path));
    return std::pair(pull ? 1 : 0, pull ? at - order.begin() : path.index);
  };
  std::ranges::stable_sort(snapshot.tasks, {},
                           [&](const TaskSnapshot& task) { return rank(task.path); });
  std::ranges::stable_sort(snapshot.state.due, {},
                           [&](const checkpoint::DueTask& task) { return rank(task.path); });
  return snapshot;
}

Result<Value> HeadState(const ThreadView& view, const checkpoint::History& history,
                        const graph::Workflow& workflow);

checkpoint::State InitialOf(const graph::Workflow& workflow) {
  checkpoint::State initial;
  engine::FillDefaults(workflow, initial);
  return initial;
}

Value NothingYet() {
  return Value::EmptyObject()
      .Set("values", Value::EmptyObject())
      .Set("next", Value::EmptyArray())
      .Set("step", Value())
      .Set("source", Value())
      .Set("tasks", Value::EmptyArray());
}

// The states of the subgraphs that the tasks of a checkpoint are, in their order.
Result<Value> SubStates(const ThreadView& view, const graph::Workflow& workflow,
                        const Snapshot& snapshot) {
  const checkpoint::NamespaceDirectory calls(*view.store);
  ArrayBuilder states;
  DF_ASSIGN(const auto made,
            calls.CallsOf(view.thread, snapshot.position.stream, snapshot.state.step + 1));
  for (const TaskSnapshot& task : snapshot.tasks) {
    const graph::NodePlan& node = workflow.nodes[task.path.node];
    if (!node.subworkflow) continue;
    const std::string path = engine::PathText(workflow, task.path, task.path.node);
    const auto call = std::ranges::find(made, path, &checkpoint::NamespaceRecord::task);
    if (call == made.end()) {
      states.Add(NothingYet());
      continue;
    }
    const graph::Workflow& inner = *node.subworkflow;
    const checkpoint::History history(*view.store, view.thread, call->stream, InitialOf(inner));
    DF_ASSIGN(Value state, HeadState(view, history, inner));
    states.Add(std::move(state));
  }
  return std::move(states).Build();
}

// START's superstep shows as one task.
Value TasksValue(const graph::Workflow& workflow, const Snapshot& snapshot) {
  ArrayBuilder tasks;
  if (snapshot.input) {
    tasks.Add(Value::EmptyObject()
                  .Set("name", "__start__")
                  .Set("result", InputWritten(workflow, *snapshot.input)));
  }
  for (const TaskSnapshot& task : snapshot.tasks) tasks.Add(TaskValue(snapshot, task));
  return std::move(tasks).Build();
}

Value AllQuestions(const Snapshot& snapshot) {
  Value all = Value::EmptyArray();
  for (const TaskSnapshot& task : snapshot.tasks) all = all.Concat(QuestionsOf(task));
  return all;
}

Value StateOf(const graph::Workflow& workflow, const Snapshot& snapshot) {
  const Value values = ValuesOf(snapshot);
  return workflow.root ? MemberOf(values, workflow.channels[*workflow.root].name) : values;
}

Value ShownValue(const graph::Workflow& workflow, const Snapshot& snapshot, Value next) {
  if (snapshot.input) next = Value::EmptyArray().Append("__start__");
  Value shown = Value::EmptyObject()
                    .Set("values", StateOf(workflow, snapshot))
                    .Set("next", std::move(next))
                    .Set("step", snapshot.state.step)
                    .Set("source", OriginName(snapshot.origin))
                    .Set("tasks", TasksValue(workflow, snapshot));
  const Value questions = AllQuestions(snapshot);
  return questions.empty() ? shown : shown.Set("interrupts", questions);
}

Value ParentValue(const std::vector<Position>& all, const Position& parent) {
  const auto at = std::ranges::find(all, parent);
  return at == all.end() ? Value() : Value(static_cast<std::int64_t>(at - all.begin()));
}

// A filter names members of the metadata.
bool Fits(const Snapshot& snapshot, const Value& filter) {
  bool fits = true;
  if (!filter.is_object()) return true;
  filter.ForEachMember([&](const Value& key, const Value& wanted) {
    const Value found = key == Value("source") ? Value(OriginName(snapshot.origin))
                        : key == Value("step") ? Value(snapshot.state.step)
                                               : Value();
    fits = fits && found == wanted;
  });
  return fits;
}

Result<Value> WithSubStates(const ThreadView& view, const graph::Workflow& workflow,
                            const Snapshot& snapshot, Value shown) {
  if (!view.subgraphs) return shown;
  DF_ASSIGN(const Value states, SubStates(view, workflow, snapshot));
  return states.empty() ? shown : shown.Set("sub", states);
}

Result<Value> HeadState(const ThreadView& view, const checkpoint::History& history,
                        const graph::Workflow& workflow) {
  DF_ASSIGN(Snapshot newest, history.Head());
  const Snapshot head = InOrder(view.order, std::move(newest));
  const Value next = ListOf(UnfinishedOf(head));
  DF_ASSIGN(const Snapshot now, WithFinished(workflow.channels, head));
  return WithSubStates(view, workflow, head, ShownValue(workflow, now, next));
}

// An input drops the tasks that were due: their superstep ends, and what lives for one goes.
Result<Snapshot> AfterDrop(const ThreadView& view, const checkpoint::History& history,
                           Snapshot snapshot) {
  if (!snapshot.input || snapshot.parent.stream == 0) return snapshot;
  DF_ASSIGN(const Snapshot parent, history.At(snapshot.parent));
  if (parent.tasks.empty()) return snapshot;
  auto& slots = snapshot.state.slots;
  for (std::size_t i = 0; i < slots.size(); ++i) {
    if (channel::Expires(view.workflow->channels[i].keep)) slots[i] = {};
  }
  return snapshot;
}

bool IsUnknownThread(const Result<checkpoint::History>& history) {
  return history.has_error() && history.error().code() == "thread_not_found";
}

}  // namespace

Value InputWritten(const graph::Workflow& workflow, const Value& input) {
  if (!input.is_object() || workflow.root) return input;
  ObjectBuilder written;
  input.ForEachMember([&](const Value& key, const Value& value) {
    const auto channel = workflow.FindChannel(key.as_text());
    if (!channel || workflow.channels[*channel].keep == channel::Keep::kUntracked) return;
    if (std::ranges::find(workflow.input, *channel, &graph::InputChannel::channel) !=
        workflow.input.end())
      written.Add(key, value);
  });
  return std::move(written).Build();
}

Result<checkpoint::History> HistoryOf(const ThreadView& view) {
  if (view.store == nullptr) return Error("value_error", "the case has no store");
  DF_ASSIGN(const auto record, checkpoint::Directory(*view.store).Get(view.thread));
  return checkpoint::History(*view.store, record, InitialOf(*view.workflow));
}

Result<Value> ShowState(const ThreadView& view) {
  auto found = HistoryOf(view);
  if (IsUnknownThread(found)) return NothingYet();
  DF_ASSIGN(const auto history, std::move(found));
  if (view.at) {
    DF_ASSIGN(Snapshot found_at, history.At(*view.at));
    DF_ASSIGN(Snapshot at, AfterDrop(view, history, std::move(found_at)));
    const Snapshot snapshot = InOrder(view.order, std::move(at));
    return WithSubStates(view, *view.workflow, snapshot,
                         ShownValue(*view.workflow, snapshot, ListOf(NextOf(snapshot))));
  }
  return HeadState(view, history, *view.workflow);
}

Result<ShownHistory> ShowHistory(const ThreadView& view, const Value& query,
                                 const std::vector<Position>& earlier) {
  auto found = HistoryOf(view);
  if (IsUnknownThread(found)) return ShownHistory{Value::EmptyArray(), {}};
  DF_ASSIGN(const auto history, std::move(found));
  std::vector<Snapshot> all;
  DF_TRY(history.Visit([&all](const Snapshot& snapshot) {
    all.push_back(snapshot);
    return true;
  }));
  ShownHistory shown;
  const Value limit = MemberOf(query, "limit");
  const Value before = MemberOf(query, "before");
  bool counts = before.is_null();
  std::vector<Snapshot> chosen;
  for (const Snapshot& snapshot : all) {
    if (counts && Fits(snapshot, MemberOf(query, "filter"))) {
      if (!limit.is_null() && static_cast<std::int64_t>(shown.positions.size()) >= limit.as_int())
        break;
      shown.positions.push_back(snapshot.position);
      chosen.push_back(snapshot);
    }
    const bool is_before = !before.is_null() &&
                           static_cast<std::size_t>(before.as_int()) < earlier.size() &&
                           earlier[static_cast<std::size_t>(before.as_int())] == snapshot.position;
    counts = counts || is_before;
  }
  ArrayBuilder entries;
  for (const Snapshot& snapshot : chosen) {
    DF_ASSIGN(Snapshot shown_one, AfterDrop(view, history, snapshot));
    const Snapshot ordered = InOrder(view.order, std::move(shown_one));
    entries.Add(ShownValue(*view.workflow, ordered, ListOf(NextOf(ordered)))
                    .Set("parent", ParentValue(shown.positions, snapshot.parent)));
  }
  shown.entries = std::move(entries).Build();
  return shown;
}

}  // namespace dashflow::cases
