// SPDX-License-Identifier: Apache-2.0
#include "host/engine/record/announcer.h"

#include <map>
#include <utility>

#include "host/engine/record/due_tasks.h"
#include "host/engine/record/joins_into.h"
#include "host/engine/run.h"
#include "host/engine/state/outputs.h"
#include "host/engine/task/arguments.h"
#include "host/engine/task/attempt.h"
#include "host/value/value_iterate.h"

namespace dashflow::engine {
namespace {

using event::Type;

double Milliseconds(std::chrono::nanoseconds time) {
  return std::chrono::duration<double, std::milli>(time).count();
}

Type TypeOf(TaskStatus status) {
  if (status == TaskStatus::kCancelled) return Type::kTaskCancelled;
  return status == TaskStatus::kFailed ? Type::kTaskFailed : Type::kTaskFinished;
}

using Counts = std::map<std::string_view, std::int64_t>;  // by node

Value CountsValue(const Counts& counts) {
  ObjectBuilder object;
  for (const auto& [node, count] : counts) object.Add(node, count);
  return std::move(object).Build();
}

// An object, or a list of objects of one member when a channel was written several times.
Value WritesValue(const Run& run, const std::vector<channel::Write>& writes) {
  Value object = Value::EmptyObject();
  for (const auto& write : writes)
    object = std::move(object).Set(run.program->key(write.channel), write.value);
  if (object.size() == writes.size()) return object;
  ArrayBuilder list;
  for (const auto& write : writes)
    list.Add(Value::EmptyObject().Set(run.program->key(write.channel), write.value));
  return std::move(list).Build();
}

Value SentValue(const Run& run, const Task& task) {
  ObjectBuilder ports;
  for (const auto& [slot, value] : *task.sent)
    ports.Add(run.plan(task).type->inputs[slot].name, value);
  return std::move(ports).Build();
}

// What tasks that had finished before the run went on wrote.
Value StoredValue(const Run& run) {
  ArrayBuilder stored;
  for (std::size_t i = 0; i < run.task_count; ++i) {
    const Task& task = run.tasks[i];
    if (!task.stored) continue;
    ObjectBuilder members;
    members.Add("task", PathText(run.workflow, task.path, task.node()));
    members.Add("node", run.plan(task).name);
    members.Add("step", run.state.step + 1);
    members.Add("input", task.sent == nullptr ? StateValue(run) : SentValue(run, task));
    if (task.sent != nullptr) members.Add("sent", true);
    members.Add("writes", WritesValue(run, task.result.writes));
    members.Add("cached", true);
    stored.Add(std::move(members).Build());
  }
  return std::move(stored).Build();
}

std::string_view LevelName(LogLevel level) {
  constexpr std::string_view names[] = {"trace", "debug", "info", "warning", "error", "off"};
  return names[static_cast<std::size_t>(level)];
}

}  // namespace

Value QuestionValue(const WaitingQuestion& question) {
  ObjectBuilder object;
  object.Add("id", question.asked.id);
  object.Add("task", question.task);
  object.Add("node", question.node);
  object.Add("value", question.asked.question);
  if (!question.asked.schema.is_null()) object.Add("schema", question.asked.schema);
  if (question.asked.expires != WallTime())
    object.Add("expires", event::FormatTime(question.asked.expires));
  return std::move(object).Build();
}

bool Announcer::Ask(const std::function<bool(event::Sink&)>& question) const {
  if (root_ == this) return question(*sink_);
  const std::lock_guard lock(root_->mutex_);
  return !root_->over_ && question(*sink_);
}

bool Announcer::Wants(Type type) const {
  return listening() && Ask([type](event::Sink& sink) { return sink.Wants(type); });
}

bool Announcer::details() const {
  return listening() && Ask([](event::Sink& sink) { return sink.WantsDetails(); });
}

bool Announcer::Send(Type type, ObjectBuilder&& members) {
  event::Event event;
  event.type = type;
  event.thread = run_.journal.record().id;
  event.run = run_.IdText();
  event.space = run_.space_parts;
  event.members = std::move(members).Build();
  const std::lock_guard lock(root_->mutex_);
  if (root_->over_) return false;
  root_->over_ = type == Type::kRunFinished;
  event.time = run_.services.clock.Now();
  const bool has_begun = !root_->run_.opening;  // else its numbers are those of the next run
  if (has_begun) event.seq = root_->seq_.fetch_add(1, std::memory_order_relaxed) + 1;
  return sink_->Take(event);
}

// Events that were not made count, too.
void Announcer::JoinNumbers() { root_->seq_.fetch_add(seq(), std::memory_order_relaxed); }

ObjectBuilder Announcer::TaskMembers(const Task& task) const {
  ObjectBuilder members;
  const std::string& node = run_.plan(task).name;
  members.Add("task", PathText(run_.workflow, task.path, task.node()));
  members.Add("node", node);
  members.Add("step", run_.state.step + 1);
  members.Add("attempt", static_cast<std::int64_t>(task.attempts));
  return members;
}

void Announcer::TellRunStarted(const Value& input) {
  if (!Wants(Type::kRunStarted)) return Skip();
  ObjectBuilder members;
  members.Add("workflow", run_.workflow.name);
  members.Add("version", run_.workflow.version);
  members.Add("input", input);
  Send(Type::kRunStarted, std::move(members));
}

void Announcer::Gap(std::uint64_t from, std::uint64_t to) {
  if (!Wants(Type::kGap)) return Skip();
  ObjectBuilder members;
  members.Add("from", from);
  members.Add("to", to);
  members.Add("step", run_.state.step + 1);
  Send(Type::kGap, std::move(members));
}

void Announcer::TellStepStarted() {
  if (!Wants(Type::kStepStarted)) return Skip();
  Counts counts;
  Counts finished;
  for (std::size_t i = 0; i < run_.task_count; ++i) {
    const Task& task = run_.tasks[i];
    ++counts[run_.plan(task).name];
    if (task.stored) ++finished[run_.plan(task).name];
  }
  ObjectBuilder members;
  members.Add("step", run_.state.step + 1);
  members.Add("tasks", CountsValue(counts));
  if (!finished.empty()) members.Add("finished", CountsValue(finished));
  if (!finished.empty() && sink_->WantsDetails()) members.Add("stored", StoredValue(run_));
  Send(Type::kStepStarted, std::move(members));
}

void Announcer::TellTaskStarted(const Attempt& attempt) {
  if (!Wants(Type::kTaskStarted)) return Skip();
  ObjectBuilder members = TaskMembers(attempt.task());
  if (sink_->WantsDetails()) AddDetails(attempt, members);
  Send(Type::kTaskStarted, std::move(members));
}

void Announcer::AddDetails(const Attempt& attempt, ObjectBuilder& members) const {
  const bool sent = attempt.task().sent != nullptr;
  const bool sees_all = (attempt.plan().type->open || attempt.plan().subworkflow) && !sent;
  members.Add("input", sees_all ? StateValue(run_) : InputValue(attempt));
  if (sent) return members.Add("sent", true);
  const Value joins = JoinsInto(run_.workflow, attempt.task().node());
  if (!joins.is_null()) members.Add("joins", joins);
}

void Announcer::TellTaskEnded(const Task& task, std::chrono::nanoseconds took) {
  const Type type = TypeOf(task.status);
  if (!Wants(type)) return Skip();
  ObjectBuilder members = TaskMembers(task);
  const bool asks = task.status == TaskStatus::kInterrupted;
  if (asks) members.Add("interrupted", true);
  if (task.status == TaskStatus::kLeft) members.Add("left", true);
  if (type == Type::kTaskFinished && !asks)
    members.Add("writes", WritesValue(run_, task.result.writes));
  if (task.result.cached) members.Add("cached", true);
  if (task.result.error) members.Add("error", ErrorValue(*task.result.error));
  members.Add("ms", Milliseconds(took));
  Send(type, std::move(members));
}

void Announcer::TaskHandled(const Task& task, const Error& error, std::string_view handler,
                            std::chrono::nanoseconds took) {
  if (!Wants(Type::kTaskFailed)) return Skip();
  ObjectBuilder members = TaskMembers(task);
  members.Add("error", ErrorValue(error));
  members.Add("handler", handler);
  members.Add("ms", Milliseconds(took));
  Send(Type::kTaskFailed, std::move(members));
}

void Announcer::TaskRetried(const Task& task, const Error& error, std::chrono::nanoseconds delay) {
  if (!Wants(Type::kTaskRetried)) return Skip();
  ObjectBuilder members = TaskMembers(task);
  members.Add("error", ErrorValue(error));
  members.Add("delay_ms", Milliseconds(delay));
  Send(Type::kTaskRetried, std::move(members));
}

void Announcer::Interrupted(const Task& task) {
  const std::string& node = run_.plan(task).name;
  for (const auto& asked : task.result.asked) {
    if (!Wants(Type::kInterrupt)) {
      Skip();
      continue;
    }
    const std::string path = PathText(run_.workflow, task.path, task.node());
    const Value question = QuestionValue({path, node, asked});
    ObjectBuilder members;
    question.ForEachMember(
        [&members](const Value& key, const Value& value) { members.Add(key, value); });
    Send(Type::kInterrupt, std::move(members));
  }
}

void Announcer::TellCheckpoint(std::string_view source) {
  const bool is_new = told_step_ != run_.state.step;
  told_step_ = run_.state.step;
  if (Wants(Type::kCheckpoint) && run_.journal.enabled()) {
    ObjectBuilder members;
    const auto& [id, parent] = run_.journal.newest();
    members.Add("id", checkpoint::ToText(id));
    members.Add("parent", parent.stream == 0 ? "" : checkpoint::ToText(parent));
    members.Add("step", run_.state.step);
    members.Add("source", source);
    members.Add("next", NextNodes(run_));
    if (sink_->WantsDetails()) AddDetails(members, is_new);
    Send(Type::kCheckpoint, std::move(members));
  } else {
    Skip();
  }
  if (!Wants(Type::kValues)) return Skip();
  ObjectBuilder values;
  values.Add("values", run_.caller ? OutputValue(run_) : StateValue(run_));
  const bool written = is_new && !run_.memory.writes.empty();
  values.Add("written", written || !run_.shown.empty());
  Send(Type::kValues, std::move(values));
}

void Announcer::AddDetails(ObjectBuilder& checkpoint, bool is_new) {
  if (!is_new) checkpoint.Add("again", true);
  if (run_.stops_after_node) checkpoint.Add("stops", true);
  checkpoint.Add("values", StateValue(run_));
  const Value due = std::exchange(run_.due_before_answers, Value());
  checkpoint.Add("tasks", due.is_null() ? DueTasks(run_) : due);
  if (!run_.before_input.is_null())
    checkpoint.Add("before", std::exchange(run_.before_input, Value()));
}

void Announcer::EndUnheard() {
  Skip();
  const std::lock_guard lock(mutex_);
  over_ = true;
}

void Announcer::TellRunFinished() {
  if (!Wants(Type::kRunFinished)) return EndUnheard();
  const RunResult& result = run_.result;
  ObjectBuilder members;
  members.Add("status", checkpoint::StatusName(result.status));
  members.Add("output", result.output);
  if (!result.questions.empty()) {
    ArrayBuilder questions;
    for (const auto& question : result.questions) questions.Add(QuestionValue(question));
    members.Add("interrupts", std::move(questions).Build());
  }
  if (result.error) members.Add("error", ErrorValue(*result.error));
  members.Add("steps", result.steps);
  members.Add("ms", Milliseconds(run_.services.executor.clock().Mono() - run_.started));
  Send(Type::kRunFinished, std::move(members));
}

bool Announcer::Custom(std::string_view node, const Value& value) {
  if (!Wants(Type::kCustom)) return Skip(), true;
  ObjectBuilder members;
  members.Add("node", node);
  members.Add("value", value);
  return Send(Type::kCustom, std::move(members));
}

bool Announcer::Token(std::string_view node, std::string_view text, const Value& metadata) {
  if (!Wants(Type::kToken)) return Skip(), true;
  ObjectBuilder members;
  members.Add("node", node);
  members.Add("text", text);
  members.Add("metadata", metadata);
  return Send(Type::kToken, std::move(members));
}

void Announcer::Log(LogLevel level, std::string_view node, std::string_view message,
                    const Value& fields) {
  if (!Wants(Type::kLog)) return Skip();
  ObjectBuilder members;
  members.Add("level", LevelName(level));
  members.Add("node", node);
  members.Add("message", message);
  members.Add("fields", fields);
  Send(Type::kLog, std::move(members));
}

}  // namespace dashflow::engine
