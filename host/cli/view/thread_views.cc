// SPDX-License-Identifier: Apache-2.0
#include "host/cli/view/thread_views.h"

#include <set>

#include "host/engine/record/waiting_questions.h"
#include "host/event/event.h"
#include "host/value/builder.h"

namespace dashflow::cli {
namespace {

std::string NodeName(const checkpoint::Names& names, std::uint32_t node) {
  return node < names.nodes.size() ? names.nodes[node] : "node " + std::to_string(node);
}

std::string ChannelName(const checkpoint::Names& names, std::uint32_t channel) {
  return channel < names.channels.size() ? names.channels[channel]
                                         : "channel " + std::to_string(channel);
}

Value DueNames(const std::vector<checkpoint::DueTask>& due, const checkpoint::Names& names) {
  std::set<std::string> nodes;
  for (const auto& task : due) nodes.insert(NodeName(names, task.path.node));
  ArrayBuilder list;
  for (const auto& node : nodes) list.Add(node);
  return std::move(list).Build();
}

std::string_view SourceText(checkpoint::Source source) {
  switch (source) {
    case checkpoint::Source::kInput:
      return "input";
    case checkpoint::Source::kUpdate:
      return "update";
    case checkpoint::Source::kFork:
      return "fork";
    case checkpoint::Source::kPruned:
      break;
  }
  return "loop";
}

std::string_view KindText(const checkpoint::Entry& entry) {
  return entry.kind == checkpoint::EntryKind::kBegin ? SourceText(entry.source) : "loop";
}

Value ChangedNames(const checkpoint::Entry& entry, const checkpoint::Names& names) {
  ArrayBuilder list;
  for (const auto& change : entry.changes) list.Add(ChannelName(names, change.channel));
  return std::move(list).Build();
}

}  // namespace

Value ThreadView(const checkpoint::ThreadRecord& record, std::string_view status) {
  ObjectBuilder object;
  object.Add("thread", record.id);
  object.Add("workflow", record.workflow);
  object.Add("version", record.version);
  object.Add("status", status);
  object.Add("run", record.run);
  object.Add("created", event::FormatTime(record.created));
  object.Add("updated", event::FormatTime(record.updated));
  if (!record.error_code.empty()) {
    object.Add(
        "error",
        Value::EmptyObject().Set("code", record.error_code).Set("message", record.error_message));
  }
  return std::move(object).Build();
}

Value NextView(const checkpoint::State& state, const checkpoint::Names& names) {
  return DueNames(state.due, names);
}

Value ProgressView(const checkpoint::Loaded& loaded) {
  ArrayBuilder tasks;
  for (const auto& progress : loaded.state.progress) {
    ObjectBuilder task;
    task.Add("task", engine::TaskText(loaded.names, progress));
    task.Add("finished", progress.finished);
    if (progress.due != WallTime()) {
      task.Add("attempts", static_cast<std::int64_t>(progress.attempts));
      task.Add("due", event::FormatTime(progress.due));
    }
    for (const auto& asked : progress.asked) {
      task.Add("question", Value::EmptyObject().Set("id", asked.id).Set("value", asked.question));
    }
    if (!progress.error_code.empty()) {
      task.Add("error", Value::EmptyObject()
                            .Set("code", progress.error_code)
                            .Set("message", progress.error_message));
    }
    tasks.Add(std::move(task).Build());
  }
  return std::move(tasks).Build();
}

Value TypesView(const checkpoint::State& state) {
  ObjectBuilder types;
  for (const auto& known : state.types) types.Add(known->type, known->version);
  return std::move(types).Build();
}

Value CheckpointView(const checkpoint::Position& position, const checkpoint::Entry& entry,
                     const checkpoint::Names& names) {
  ObjectBuilder object;
  object.Add("id", ToText(position));
  object.Add("source", KindText(entry));
  object.Add("step", entry.step);
  object.Add("time", event::FormatTime(entry.time));
  object.Add("changed", ChangedNames(entry, names));
  object.Add("next", DueNames(entry.due, names));
  if (!entry.run.empty()) object.Add("run", entry.run);
  return std::move(object).Build();
}

}  // namespace dashflow::cli
