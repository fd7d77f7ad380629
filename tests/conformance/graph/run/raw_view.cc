// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/graph/run/raw_view.h"

#include <algorithm>
#include <map>

#include "host/checkpoint/history/views.h"
#include "host/checkpoint/namespace/namespace_directory.h"
#include "host/value/builder.h"
#include "host/value/json.h"
#include "host/value/value_iterate.h"
#include "tests/conformance/graph/run/error_text.h"

namespace dashflow::cases {
namespace {

using checkpoint::Snapshot;
using checkpoint::TaskSnapshot;

Value Pair(std::string_view name, const Value& value) {
  return Value::EmptyArray().Append(name).Append(value);
}

Value ListOf(const std::vector<Value>& values) {
  ArrayBuilder list;
  for (const Value& value : values) list.Add(value);
  return std::move(list).Build();
}

// The writes of a superstep compare as a set.
Value Sorted(const Value& list) {
  std::vector<Value> values;
  list.ForEachElement([&](const Value& value) { values.push_back(value); });
  std::ranges::sort(values, {}, [](const Value& value) { return ToJson(value); });
  return ListOf(values);
}

// "node:1f0c…|inner" is "node:*|inner".
std::string Masked(const std::string& space) {
  std::string masked;
  bool hidden = false;
  for (const char c : space) {
    hidden = hidden && c != '|';
    if (!hidden) masked += c;
    if (c != ':') continue;
    masked += '*';
    hidden = true;
  }
  return masked;
}

// Of a channel that was written; null = it is empty. A topic is an empty list then.
const Value* StoredValue(const channel::Slot& slot, bool is_topic) {
  static const Value none = Value::EmptyArray();
  if (slot.has) return &slot.value;
  return is_topic ? &none : nullptr;
}

Value WrittenValues(const graph::Workflow* workflow, const Snapshot& snapshot) {
  Value values = Value::EmptyObject();
  const auto& slots = snapshot.unchanged ? *snapshot.unchanged : snapshot.state.slots;
  for (std::size_t i = 0; i < slots.size(); ++i) {
    const auto& slot = slots[i];
    if (slot.version == 0) continue;
    const bool is_topic =
        workflow != nullptr && workflow->channels[i].keep == channel::Keep::kTopic;
    const Value* value = StoredValue(slot, is_topic);
    if (value != nullptr) values = values.Set(snapshot.names->channels[i], *value);
  }
  return values;
}

void AddWrites(const Snapshot& snapshot, const std::vector<channel::Write>& writes,
               std::vector<Value>& pending) {
  for (const auto& write : writes)
    pending.push_back(Pair(snapshot.names->channels[write.channel], write.value));
}

void AddQuestions(const TaskSnapshot& task, std::vector<Value>& pending) {
  if (task.asked.empty()) return;
  Value asked = Value::EmptyArray();
  for (const auto& one : task.asked)
    asked = asked.Append(Value::EmptyObject().Set("interrupt", one.question));
  pending.push_back(Pair("__interrupt__", asked));
}

// The reference keeps the last answer by itself with the thread's own graph, and those of a task as
// a list.
void AddAnswers(const TaskSnapshot& task, bool is_own, std::vector<Value>& pending) {
  if (is_own && !task.inner_answers.empty())
    pending.push_back(Pair("__resume__", task.inner_answers.back().value));
  if (task.answers.empty()) return;
  if (is_own) pending.push_back(Pair("__resume__", task.answers.back()));
  pending.push_back(Pair("__resume__", ListOf(task.answers)));
}

Value PendingWrites(const graph::Workflow* workflow, const Snapshot& snapshot, bool is_own) {
  std::vector<Value> pending;
  if (snapshot.input && snapshot.input->is_object()) {
    const Value written =
        workflow == nullptr ? *snapshot.input : InputWritten(*workflow, *snapshot.input);
    written.ForEachMember([&](const Value& key, const Value& value) {
      pending.push_back(Pair(key.as_text(), value));
    });
  }
  AddWrites(snapshot, snapshot.updated, pending);
  for (const TaskSnapshot& task : snapshot.tasks) {
    if (task.writes) AddWrites(snapshot, *task.writes, pending);
    AddQuestions(task, pending);
    AddAnswers(task, is_own, pending);
    if (!task.error_code.empty())
      pending.push_back(Pair("__error__", ErrorText(task.error_code, task.error_message)));
  }
  return Sorted(ListOf(pending));
}

bool IsInternal(std::string_view channel) {
  constexpr std::string_view kShown[] = {"__interrupt__", "__resume__", "__error__"};
  if (std::ranges::find(kShown, channel) != std::end(kShown)) return false;
  return channel.starts_with("branch:to:") || channel.starts_with("join:") ||
         channel.starts_with("__");
}

Value PublicValues(const Value& values) {
  Value kept = values;
  values.ForEachMember([&](const Value& key, const Value&) {
    if (IsInternal(key.as_text())) kept = kept.Erase(key.as_text());
  });
  return kept;
}

Value PublicWrites(const Value& writes) {
  std::vector<Value> kept;
  writes.ForEachElement([&](const Value& write) {
    const std::string_view channel = write.At(0).as_text();
    if (IsInternal(channel)) return;
    const bool is_error = channel == "__error__";
    kept.push_back(is_error ? Pair(channel, WithErrorCode(std::string(write.At(1).as_text())))
                            : write);
  });
  return Sorted(ListOf(kept));
}

Status AddCheckpoints(const graph::Workflow* workflow, const checkpoint::History& history,
                      const std::string& space, ArrayBuilder& all) {
  return history.Visit([&](const Snapshot& snapshot) {
    all.Add(Value::EmptyObject()
                .Set("ns", Masked(space))
                .Set("step", snapshot.state.step)
                .Set("source", OriginName(snapshot.origin))
                .Set("channel_values", WrittenValues(workflow, snapshot))
                .Set("pending_writes", PendingWrites(workflow, snapshot, space.empty())));
    return true;
  });
}

// Null = not one of a subgraph node, but what a node calls by name.
const graph::Workflow* InnerOf(const graph::Workflow* workflow, std::string_view space) {
  while (workflow != nullptr && !space.empty()) {
    const std::string_view part = space.substr(0, space.find('|'));
    space.remove_prefix(std::min(part.size() + 1, space.size()));
    const auto node = workflow->FindNode(part.substr(0, part.find(':')));
    workflow = node ? workflow->nodes[*node].subworkflow.get() : nullptr;
  }
  return workflow;
}

// The newest stream of each namespace, the oldest of those first.
using Space = std::pair<std::string, std::uint64_t>;
Result<std::vector<Space>> SpacesOf(const ThreadView& view) {
  std::map<std::string, std::uint64_t> newest;
  DF_TRY(checkpoint::NamespaceDirectory(*view.store)
             .Visit(view.thread, [&](const checkpoint::NamespaceRecord& record) {
               auto& stream = newest[record.name];
               stream = std::max(stream, record.stream);
               return true;
             }));
  std::vector<Space> spaces(newest.begin(), newest.end());
  std::ranges::sort(spaces, {}, &Space::second);
  return spaces;
}

}  // namespace

Result<Value> ShowCheckpoints(const ThreadView& view) {
  DF_ASSIGN(const auto history, HistoryOf(view));
  ArrayBuilder all;
  DF_TRY(AddCheckpoints(view.workflow, history, "", all));
  DF_ASSIGN(const auto spaces, SpacesOf(view));
  for (const auto& [name, stream] : spaces)
    DF_TRY(AddCheckpoints(InnerOf(view.workflow, name),
                          checkpoint::History(*view.store, view.thread, stream), name, all));
  return std::move(all).Build();
}

Value WithoutInternals(const Value& expected) {
  ArrayBuilder all;
  if (!expected.is_array()) return expected;
  expected.ForEachElement([&](const Value& one) {
    all.Add(one.Erase("updated_channels")
                .Set("channel_values", PublicValues(*one.Find("channel_values")))
                .Set("pending_writes", PublicWrites(*one.Find("pending_writes"))));
  });
  return std::move(all).Build();
}

}  // namespace dashflow::cases
