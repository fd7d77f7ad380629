// SPDX-License-Identifier: Apache-2.0
#include "host/event/stream.h"

#include <algorithm>
#include <array>

namespace dashflow::event {
namespace {

constexpr std::array<std::string_view, kStreamModeCount> kNames = {"values", "updates", "custom",
                                                                   "messages"};
constexpr std::string_view kInterruptKey = "__interrupt__";

Value Member(const Value& members, std::string_view key) {
  const Value* found = members.Find(key);
  return found == nullptr ? Value() : *found;
}

bool IsTrue(const Value& value) { return value.is_bool() && value.as_bool(); }

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
      return has(StreamMode::kValues);
    case Type::kTaskFinished:
      return has(StreamMode::kUpdates);
    case Type::kCustom:
      return has(StreamMode::kCustom);
    case Type::kToken:
      return has(StreamMode::kMessages);
    default:
      return false;
  }
}

bool StreamView::Take(const Event& event) {
  const Value& members = event.members;
  switch (event.type) {
    case Type::kRunStarted:
      resumed_ = Member(members, "input").is_null();
      break;
    case Type::kStepStarted:
      step_ = Member(members, "step").as_int();
      break;
    case Type::kValues:
      TakeValues(members);
      break;
    case Type::kTaskFinished:
      TakeTask(members);
      break;
    case Type::kInterrupt:
      TakeInterrupt(members);
      break;
    case Type::kCustom:
      Give(StreamMode::kCustom, Member(members, "value"));
      break;
    case Type::kToken:
      Give(StreamMode::kMessages,
           Value::EmptyArray().Append(Member(members, "text")).Append(Member(members, "metadata")));
      break;
    case Type::kRunFinished:
      TakeEnd(members);
      break;
    default:
      break;
  }
  return true;
}

void StreamView::Give(StreamMode mode, Value data) {
  if (has(mode)) out_({mode, step_, std::move(data)});
}

void StreamView::TakeValues(const Value& members) {
  values_ = Member(members, "values");
  const bool tells = resumed_ || IsTrue(Member(members, "written"));
  resumed_ = false;
  if (tells) Give(StreamMode::kValues, values_);
}

// A task that wrote nothing has updated nothing; one that asks has not ended.
void StreamView::TakeTask(const Value& members) {
  if (IsTrue(Member(members, "interrupted"))) return;
  const Value writes = Member(members, "writes");
  Give(StreamMode::kUpdates, Value::EmptyObject().Set(Member(members, "node").as_text(),
                                                      writes.empty() ? Value() : writes));
}

void StreamView::TakeInterrupt(const Value& members) {
  asked_ = true;
  const Value question =
      Value::EmptyObject().Set("value", Member(members, "value")).Set("id", Member(members, "id"));
  const Value questions = Value::EmptyArray().Append(question);
  Give(StreamMode::kUpdates, Value::EmptyObject().Set(kInterruptKey, questions));
  const Value values = values_.is_object() ? values_ : Value::EmptyObject();
  Give(StreamMode::kValues, values.Set(kInterruptKey, questions));
}

// It waits, and nobody asked anything: a node of interrupt: comes next, or has just run.
void StreamView::TakeEnd(const Value& members) {
  const Value status = Member(members, "status");
  if (status == Value("waiting") && !asked_)
    Give(StreamMode::kUpdates, Value::EmptyObject().Set(kInterruptKey, Value::EmptyArray()));
}

}  // namespace dashflow::event
