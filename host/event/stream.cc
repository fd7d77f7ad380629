// SPDX-License-Identifier: Apache-2.0
#include "host/event/stream.h"

#include <algorithm>
#include <array>
#include <utility>

#include "host/event/checkpoint_chunk.h"
#include "host/event/member.h"
#include "host/event/task_chunk.h"
#include "host/value/json.h"
#include "host/value/value_iterate.h"

namespace dashflow::event {
namespace {

constexpr std::array<std::string_view, kStreamModeCount> kNames = {
    "values", "updates", "custom", "messages", "tasks", "checkpoints", "debug"};
constexpr std::string_view kInterruptKey = "__interrupt__";

std::int64_t StepOf(const Value& members) { return Member(members, "step").as_int(); }

Value QuestionOf(const Value& members) {
  return Value::EmptyObject()
      .Set("value", Member(members, "value"))
      .Set("id", Member(members, "id"));
}

}  // namespace

std::string_view StreamModeName(StreamMode mode) { return kNames[static_cast<std::size_t>(mode)]; }

std::optional<StreamMode> StreamModeOf(std::string_view name) {
  const auto found = std::ranges::find(kNames, name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<StreamMode>(found - kNames.begin());
}

bool StreamView::Wants(Type type) const {
  switch (type) {
    case Type::kRunStarted:
    case Type::kStepStarted:
    case Type::kRunFinished:
    case Type::kInterrupt:
      return true;
    case Type::kValues:
      return has(StreamMode::kValues) || checkpoints();
    case Type::kTaskFinished:
      return has(StreamMode::kUpdates) || tasks();
    case Type::kTaskStarted:
    case Type::kTaskFailed:
      return tasks();
    case Type::kCheckpoint:
      return tasks() || checkpoints();
    case Type::kCustom:
      return has(StreamMode::kCustom);
    case Type::kToken:
      return has(StreamMode::kMessages);
    default:
      return false;
  }
}

// A subworkflow that goes on says so with the run that it is a part of.
StreamView::Shown& StreamView::ShownOf(const Value& space) {
  if (space.is_null()) return own_;
  const auto [at, is_new] = inner_.try_emplace(ToJson(space));
  if (is_new) {
    at->second.space = space;
    at->second.resumed = started_resumed_;
  }
  return at->second;
}

bool StreamView::Take(const Event& event) {
  if (!event.space.is_null() && !subworkflows_) return true;
  now_ = &event;
  const Value& members = event.members;
  Shown& shown = ShownOf(event.space);
  switch (event.type) {
    case Type::kRunStarted:
      shown.resumed = started_resumed_ = Member(members, "input").is_null();
      break;
    case Type::kStepStarted:
      TakeStepStart(members, shown);
      break;
    case Type::kValues:
      TakeValues(members, shown);
      break;
    case Type::kTaskStarted:
      TakeTaskStart(members, shown);
      break;
    case Type::kTaskFinished:
    case Type::kTaskFailed:
      TakeTaskEnd(members, shown);
      break;
    case Type::kInterrupt:
      TakeInterrupt(members, shown);
      break;
    case Type::kCheckpoint:
      TakeCheckpoint(members, shown);
      break;
    case Type::kCustom:
      Give(StreamMode::kCustom, shown, Member(members, "value"));
      break;
    case Type::kToken:
      Give(StreamMode::kMessages, shown,
           Value::EmptyArray().Append(Member(members, "text")).Append(Member(members, "metadata")));
      break;
    case Type::kRunFinished:
      TakeEnd(members, shown);
      break;
    default:
      break;
  }
  return true;
}

void StreamView::Give(StreamMode mode, const Shown& shown, Value data) {
  if (has(mode)) out_({mode, step_, shown.space, now_->seq, std::move(data)});
}

// In its own mode, and in `debug`.
void StreamView::GiveDebug(StreamMode mode, std::string_view type, std::int64_t step,
                           const Shown& shown, Value payload) {
  if (has(StreamMode::kDebug)) {
    Value wrapped = Value::EmptyObject()
                        .Set("step", step)
                        .Set("timestamp", FormatTime(now_->time))
                        .Set("type", type)
                        .Set("payload", payload);
    Give(StreamMode::kDebug, shown, std::move(wrapped));
  }
  Give(mode, shown, std::move(payload));
}

void StreamView::TakeValues(const Value& members, Shown& shown) {
  shown.values = Member(members, "values");
  const bool tells = shown.resumed || IsTrue(Member(members, "written"));
  shown.resumed = false;
  if (tells) Give(StreamMode::kValues, shown, shown.values);
  GiveCheckpoint(shown);
}

void StreamView::TakeTaskStart(const Value& members, const Shown& shown) {
  if (tasks() && Member(members, "attempt") == Value(1))
    GiveDebug(StreamMode::kTasks, "task", StepOf(members), shown, TaskStartChunk(members));
}

void StreamView::TakeStepStart(const Value& members, const Shown& shown) {
  if (shown.space.is_null()) step_ = StepOf(members);
  const Value stored = Member(members, "stored");
  if (!stored.is_array()) return;
  stored.ForEachElement([&](const Value& task) {
    if (tasks()) GiveDebug(StreamMode::kTasks, "task", StepOf(task), shown, TaskStartChunk(task));
    GiveUpdate(task, shown);
  });
}

// One that left for the caller has ended there; one whose failure is handled goes on.
void StreamView::TakeTaskEnd(const Value& members, Shown& shown) {
  if (IsTrue(Member(members, "left")) || !Member(members, "handler").is_null()) return;
  if (IsTrue(Member(members, "interrupted"))) {
    if (tasks()) shown.asking.push_back({StepOf(members), TaskEndChunk(members)});
    return;
  }
  if (now_->type == Type::kTaskFinished) GiveUpdate(members, shown);
  if (tasks())
    GiveDebug(StreamMode::kTasks, "task_result", StepOf(members), shown, TaskEndChunk(members));
}

// A task that wrote nothing has updated nothing.
void StreamView::GiveUpdate(const Value& members, const Shown& shown) {
  const Value writes = Member(members, "writes");
  const Value update = Value::EmptyObject().Set(Member(members, "node").as_text(),
                                                writes.empty() ? Value() : writes);
  const bool cached = IsTrue(Member(members, "cached"));
  Give(StreamMode::kUpdates, shown,
       cached ? update.Set("__metadata__", Value::EmptyObject().Set("cached", true)) : update);
}

void StreamView::TakeInterrupt(const Value& members, Shown& shown) {
  shown.asked = true;
  const Value question = QuestionOf(members);
  const Value questions = Value::EmptyArray().Append(question);
  Give(StreamMode::kUpdates, shown, Value::EmptyObject().Set(kInterruptKey, questions));
  const Value values = shown.values.is_object() ? shown.values : Value::EmptyObject();
  Give(StreamMode::kValues, shown, values.Set(kInterruptKey, questions));
  for (Asking& task : shown.asking) {
    if (Member(task.chunk, "id") == Member(members, "task"))
      task.chunk = WithInterrupt(task.chunk, question);
  }
}

// The questions of a superstep are told before its checkpoint, and that at which interrupt.after
// stops a run is told by the run that goes on from there.
void StreamView::GiveAsking(Shown& shown) {
  for (Asking& task : std::exchange(shown.asking, {}))
    GiveDebug(StreamMode::kTasks, "task_result", task.step, shown, std::move(task.chunk));
}

void StreamView::TakeCheckpoint(const Value& members, Shown& shown) {
  GiveAsking(shown);
  if (!checkpoints() || IsTrue(Member(members, "again"))) return;
  if (IsTrue(Member(members, "stops"))) return;
  shown.checkpoint = members;
  if (Value before = BeforeInputChunk(members); !before.is_null())
    GiveDebug(StreamMode::kCheckpoints, "checkpoint", StepOf(members) - 1, shown,
              std::move(before));
}

void StreamView::GiveCheckpoint(Shown& shown) {
  const Value members = std::exchange(shown.checkpoint, Value());
  if (members.is_null()) return;
  GiveDebug(StreamMode::kCheckpoints, "checkpoint", StepOf(members), shown,
            CheckpointChunk(members));
}

// It waits, and nobody asked anything: a node of interrupt: comes next, or has just run.
void StreamView::TakeEnd(const Value& members, Shown& shown) {
  GiveAsking(shown);
  const Value status = Member(members, "status");
  if (status == Value("waiting") && !shown.asked)
    Give(StreamMode::kUpdates, shown, Value::EmptyObject().Set(kInterruptKey, Value::EmptyArray()));
}

}  // namespace dashflow::event
