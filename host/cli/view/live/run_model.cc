// SPDX-License-Identifier: Apache-2.0
#include "host/cli/view/live/run_model.h"

#include <algorithm>
#include <utility>

#include "host/cli/view/display_text.h"
#include "host/cli/view/live/node_order.h"
#include "host/value/json.h"
#include "host/value/value_iterate.h"

namespace dashflow::cli {
namespace {

using event::Type;

constexpr std::size_t kNotesShown = 5;

std::string_view Word(const Value& members, std::string_view name) {
  const Value* value = members.Find(name);
  return value != nullptr && value->is_string() ? value->as_text() : std::string_view();
}

std::int64_t Number(const Value& members, std::string_view name) {
  const Value* value = members.Find(name);
  return value != nullptr && value->kind() == Kind::kInt ? value->as_int() : 0;
}

std::string ErrorText(const Value& members) {
  const Value* error = members.Find("error");
  if (error == nullptr) return {};
  return PrintableLine(std::string(Word(*error, "code")) + ": " +
                       std::string(Word(*error, "message")));
}

bool IsNoise(std::string_view level) { return level == "trace" || level == "debug"; }

}  // namespace

NodeState NodePicture::state() const {
  if (total == 0) return NodeState::kWaiting;
  if (failed > 0) return NodeState::kFailed;
  if (asking > 0) return NodeState::kAsking;
  if (over()) return cancelled > 0 ? NodeState::kCancelled : NodeState::kDone;
  const bool waits = total == 1 && !notes.empty() && notes.front().state == NodeState::kRetrying;
  return waits ? NodeState::kRetrying : NodeState::kRunning;
}

RunModel::RunModel(const graph::Workflow& workflow, MonoTime now) {
  auto names = std::make_shared<std::vector<NodeName>>();
  for (const graph::NodeId id : RunOrder(workflow)) {
    const std::string& name = workflow.nodes[id].name;
    node_ids_.emplace(name, names->size());
    std::string printable = PrintableLine(name);
    const int width = DisplayWidth(printable);
    names->push_back({std::move(printable), width});
  }
  picture_.nodes.resize(names->size());
  notes_.resize(names->size());
  picture_.names = std::move(names);
  picture_.workflow = PrintableLine(workflow.name);
  picture_.began = now;
}

bool RunModel::Wants(Type type) {
  return type != Type::kValues && type != Type::kToken && type != Type::kCustom &&
         type != Type::kCheckpoint;
}

void RunModel::Take(const event::Event& event, MonoTime now) {
  if (!event.space.is_null() && event.type != Type::kLog) return;  // its node stands for it
  const Value& members = event.members;
  switch (event.type) {
    case Type::kRunStarted:
      return TakeRunStarted(event);
    case Type::kStepStarted:
      return TakeStepStarted(members, now);
    case Type::kTaskStarted:
      return TakeTaskStarted(members);
    case Type::kTaskFinished:
    case Type::kTaskFailed:
    case Type::kTaskCancelled:
      return TakeTaskEnded(event.type, members, now);
    case Type::kTaskRetried:
      return TakeTaskRetried(members, now);
    case Type::kInterrupt:
      return TakeInterrupt(members);
    case Type::kLog:
      return TakeLog(members);
    case Type::kRunFinished:
      return TakeRunFinished(members, now);
    default:
      return;
  }
}

Picture RunModel::Now() const {
  Picture picture = picture_;
  for (std::size_t node = 0; node < notes_.size(); ++node) {
    const Notes& notes = notes_[node];
    if (notes.empty()) continue;
    picture.nodes[node].noted = static_cast<std::int64_t>(notes.size());
    const auto shown = static_cast<std::ptrdiff_t>(std::min(notes.size(), kNotesShown));
    picture.nodes[node].notes.assign(notes.begin(), std::next(notes.begin(), shown));
  }
  return picture;
}

void RunModel::TakeRunStarted(const event::Event& event) {
  picture_.thread = PrintableLine(event.thread);
  const Value* input = event.members.Find("input");
  picture_.continues = input == nullptr || input->is_null();
}

void RunModel::TakeStepStarted(const Value& members, MonoTime now) {
  picture_.step = Number(members, "step");
  const Value* tasks = members.Find("tasks");
  const Value* finished = members.Find("finished");
  tasks->ForEachMember([&](const Value& name, const Value& count) {
    const auto node = node_ids_.find(name.as_text());
    if (node == node_ids_.end()) return;
    BeginTurn(node->second, count.as_int(), now);
    if (finished == nullptr) return;
    NodePicture& picture = picture_.nodes[node->second];
    picture.before = picture.finished = Number(*finished, name.as_text());
  });
}

void RunModel::BeginTurn(std::size_t node, std::int64_t total, MonoTime now) {
  ForgetAll(node);
  NodePicture& picture = picture_.nodes[node];
  NodePicture next;
  next.total = total;
  next.turns = picture.turns + 1;
  next.spent =
      picture.spent + (picture.turns == 0 ? MonoTime::duration() : picture.ended - picture.began);
  next.began = next.ended = now;
  picture = std::move(next);
}

void RunModel::TakeTaskStarted(const Value& members) {
  const std::size_t node = NodeOf(members);
  const std::int64_t attempt = Number(members, "attempt");
  if (node == npos || attempt < 2) return;
  TaskNote& note = NoteOf(node, Word(members, "task"));
  note.state = NodeState::kRunning;
  note.attempt = attempt;
}

void RunModel::TakeTaskEnded(Type type, const Value& members, MonoTime now) {
  const std::size_t node = NodeOf(members);
  if (node == npos) return;
  NodePicture& picture = picture_.nodes[node];
  picture.ended = now;
  if (type != Type::kTaskFailed) {
    Forget(node, Word(members, "task"));
    ++(type == Type::kTaskFinished ? picture.finished : picture.cancelled);
    return;
  }
  ++picture.failed;
  TaskNote& note = NoteOf(node, Word(members, "task"));
  note.state = NodeState::kFailed;
  note.attempt = Number(members, "attempt");
  note.text = ErrorText(members);
}

void RunModel::TakeTaskRetried(const Value& members, MonoTime now) {
  const std::size_t node = NodeOf(members);
  if (node == npos) return;
  const Value* delay = members.Find("delay_ms");
  TaskNote& note = NoteOf(node, Word(members, "task"));
  note.state = NodeState::kRetrying;
  note.attempt = Number(members, "attempt") + 1;
  note.text = ErrorText(members);
  note.again = now;
  if (delay != nullptr && delay->kind() == Kind::kDouble)
    note.again += std::chrono::nanoseconds(static_cast<std::int64_t>(delay->as_double() * 1e6));
}

// A task that asks has ended as far as its superstep goes.
void RunModel::TakeInterrupt(const Value& members) {
  const std::size_t node = NodeOf(members);
  if (node == npos) return;
  NodePicture& picture = picture_.nodes[node];
  const bool is_first = !note_of_task_.contains(Word(members, "task"));
  TaskNote& note = NoteOf(node, Word(members, "task"));
  if (!is_first) return;
  --picture.finished;
  ++picture.asking;
  const Value* question = members.Find("value");
  note.state = NodeState::kAsking;
  if (question != nullptr)
    note.text =
        PrintableLine(question->is_string() ? std::string(question->as_text()) : ToJson(*question));
}

void RunModel::TakeLog(const Value& members) {
  const std::string_view level = Word(members, "level");
  if (IsNoise(level)) return;
  picture_.log = {std::string(level), PrintableLine(std::string(Word(members, "node")) + ": " +
                                                    std::string(Word(members, "message")))};
}

void RunModel::TakeRunFinished(const Value& members, MonoTime now) {
  picture_.ended = now;
  picture_.status = Word(members, "status");
  picture_.steps = Number(members, "steps");
}

std::size_t RunModel::NodeOf(const Value& members) const {
  const auto node = node_ids_.find(Word(members, "node"));
  return node == node_ids_.end() ? npos : node->second;
}

TaskNote& RunModel::NoteOf(std::size_t node, std::string_view task) {
  const auto known = note_of_task_.find(task);
  if (known != note_of_task_.end()) return *known->second;
  Notes& notes = notes_[node];
  notes.emplace_back().task = task;
  note_of_task_.emplace(task, std::prev(notes.end()));
  return notes.back();
}

void RunModel::Forget(std::size_t node, std::string_view task) {
  const auto known = note_of_task_.find(task);
  if (known == note_of_task_.end()) return;
  notes_[node].erase(known->second);
  note_of_task_.erase(known);
}

void RunModel::ForgetAll(std::size_t node) {
  for (const TaskNote& note : notes_[node]) note_of_task_.erase(note.task);
  notes_[node].clear();
}

}  // namespace dashflow::cli
