// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/graph/run/state_view.h"

#include <algorithm>

#include "host/checkpoint/directory.h"
#include "host/checkpoint/history/views.h"
#include "host/checkpoint/namespace/namespace_directory.h"
#include "host/engine/start/opening.h"
#include "host/value/builder.h"
#include "host/value/value_iterate.h"
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

Value TaskValue(const Snapshot& snapshot, const TaskSnapshot& task) {
  Value shown = Value::EmptyObject().Set("name", NodeOf(snapshot, task.path));
  if (!task.error_code.empty())
    shown = shown.Set("error", ErrorText(task.error_code, task.error_message));
  if (!task.asked.empty()) shown = shown.Set("interrupts", QuestionsOf(task));
  if (task.writes) shown = shown.Set("result", WritesValue(snapshot, *task.writes));
  return shown;
}

Result<Value> HeadState(const ThreadView& view, const checkpoint::History& history,
                        const graph::Workflow& workflow);

checkpoint::State InitialOf(const graph::Workflow& workflow) {
  checkpoint::State initial;
  engine::FillDefaults(workflow, initial);
  return initial;
}

// The states of the subgraphs that the tasks of a checkpoint called, in task order.
Result<Value> SubStates(const ThreadView& view, const graph::Workflow& workflow,
                        const Snapshot& snapshot) {
  const checkpoint::NamespaceDirectory calls(*view.store);
  ArrayBuilder states;
  DF_ASSIGN(const auto made,
            calls.CallsOf(view.thread, snapshot.position.stream, snapshot.state.step + 1));
  for (const auto& call : made) {
    const auto node = workflow.FindNode(call.task.substr(0, call.task.find('#')));
    if (!node || !workflow.nodes[*node].subworkflow) continue;
    const graph::Workflow& inner = *workflow.nodes[*node].subworkflow;
    const checkpoint::History history(*view.store, view.thread, call.stream, InitialOf(inner));
    DF_ASSIGN(Value state, HeadState(view, history, inner));
    states.Add(std::move(state));
  }
  return std::move(states).Build();
}

// START's superstep shows as one task.
Value TasksValue(const Snapshot& snapshot) {
  ArrayBuilder tasks;
  if (snapshot.input)
    tasks.Add(Value::EmptyObject().Set("name", "__start__").Set("result", *snapshot.input));
  for (const TaskSnapshot& task : snapshot.tasks) tasks.Add(TaskValue(snapshot, task));
  return std::move(tasks).Build();
}

Value AllQuestions(const Snapshot& snapshot) {
  Value all = Value::EmptyArray();
  for (const TaskSnapshot& task : snapshot.tasks) all = all.Concat(QuestionsOf(task));
  return all;
}

Value ShownValue(const Snapshot& snapshot, Value next) {
  if (snapshot.origin == Origin::kInput) next = Value::EmptyArray().Append("__start__");
  Value shown = Value::EmptyObject()
                    .Set("values", ValuesOf(snapshot))
                    .Set("next", std::move(next))
                    .Set("step", snapshot.state.step)
                    .Set("source", OriginName(snapshot.origin))
                    .Set("tasks", TasksValue(snapshot));
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
  DF_ASSIGN(const Snapshot head, history.Head());
  const Value next = ListOf(UnfinishedOf(head));
  DF_ASSIGN(const Snapshot now, WithFinished(workflow.channels, head));
  return WithSubStates(view, workflow, head, ShownValue(now, next));
}

}  // namespace

Result<checkpoint::History> HistoryOf(const ThreadView& view) {
  if (view.store == nullptr) return Error("store_required", "the case has no store");
  DF_ASSIGN(const auto record, checkpoint::Directory(*view.store).Get(view.thread));
  return checkpoint::History(*view.store, record, InitialOf(*view.workflow));
}

Result<Value> ShowState(const ThreadView& view) {
  DF_ASSIGN(const auto history, HistoryOf(view));
  if (view.at) {
    DF_ASSIGN(const Snapshot snapshot, history.At(*view.at));
    return WithSubStates(view, *view.workflow, snapshot,
                         ShownValue(snapshot, ListOf(NextOf(snapshot))));
  }
  return HeadState(view, history, *view.workflow);
}

Result<ShownHistory> ShowHistory(const ThreadView& view, const Value& query,
                                 const std::vector<Position>& earlier) {
  DF_ASSIGN(const auto history, HistoryOf(view));
  std::vector<Snapshot> all;
  std::vector<Position> positions;
  DF_TRY(history.Visit([&](const Snapshot& snapshot) {
    all.push_back(snapshot);
    positions.push_back(snapshot.position);
    return true;
  }));
  ShownHistory shown;
  const Value limit = MemberOf(query, "limit");
  const Value before = MemberOf(query, "before");
  bool counts = before.is_null();
  ArrayBuilder entries;
  for (const Snapshot& snapshot : all) {
    if (counts && Fits(snapshot, MemberOf(query, "filter"))) {
      if (!limit.is_null() && static_cast<std::int64_t>(shown.positions.size()) >= limit.as_int())
        break;
      shown.positions.push_back(snapshot.position);
      entries.Add(ShownValue(snapshot, ListOf(NextOf(snapshot)))
                      .Set("parent", ParentValue(positions, snapshot.parent)));
    }
    const bool is_before = !before.is_null() &&
                           static_cast<std::size_t>(before.as_int()) < earlier.size() &&
                           earlier[static_cast<std::size_t>(before.as_int())] == snapshot.position;
    counts = counts || is_before;
  }
  shown.entries = std::move(entries).Build();
  return shown;
}

}  // namespace dashflow::cases
