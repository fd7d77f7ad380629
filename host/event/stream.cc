// SPDX-License-Identifier: Apache-2.0
#include "host/event/stream.h"

#include <algorithm>
#include <array>

#include "host/value/json.h"

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
  const Value& members = event.members;
  Shown& shown = ShownOf(event.space);
  switch (event.type) {
    case Type::kRunStarted:
      shown.resumed = started_resumed_ = Member(members, "input").is_null();
      break;
    case Type::kStepStarted:
      if (event.space.is_null()) step_ = Member(members, "step").as_int();
      break;
    case Type::kValues:
      TakeValues(members, shown);
      break;
    case Type::kTaskFinished:
      TakeTask(members, shown);
      break;
    case Type::kInterrupt:
      TakeInterrupt(members, shown);
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
  if (has(mode)) out_({mode, step_, shown.space, std::move(data)});
}

void StreamView::TakeValues(const Value& members, Shown& shown) {
  shown.values = Member(members, "values");
  const bool tells = shown.resumed || IsTrue(Member(members, "written"));
  shown.resumed = false;
  if (tells) Give(StreamMode::kValues, shown, shown.values);
}

// A task that wrote nothing has updated nothing; one that asks has not ended, and one that left for
// the caller has ended there.
void StreamView::TakeTask(const Value& members, const Shown& shown) {
  if (IsTrue(Member(members, "interrupted")) || IsTrue(Member(members, "left"))) return;
  const Value writes = Member(members, "writes");
  const Value update = Value::EmptyObject().Set(Member(members, "node").as_text(),
                                                writes.empty() ? Value() : writes);
  const bool cached = IsTrue(Member(members, "cached"));
  Give(StreamMode::kUpdates, shown,
       cached ? update.Set("__metadata__", Value::EmptyObject().Set("cached", true)) : update);
}

void StreamView::TakeInterrupt(const Value& members, Shown& shown) {
  shown.asked = true;
  const Value question =
      Value::EmptyObject().Set("value", Member(members, "value")).Set("id", Member(members, "id"));
  const Value questions = Value::EmptyArray().Append(question);
  Give(StreamMode::kUpdates, shown, Value::EmptyObject().Set(kInterruptKey, questions));
  const Value values = shown.values.is_object() ? shown.values : Value::EmptyObject();
  Give(StreamMode::kValues, shown, values.Set(kInterruptKey, questions));
}

// It waits, and nobody asked anything: a node of interrupt: comes next, or has just run.
void StreamView::TakeEnd(const Value& members, const Shown& shown) {
  const Value status = Member(members, "status");
  if (status == Value("waiting") && !shown.asked)
    Give(StreamMode::kUpdates, shown, Value::EmptyObject().Set(kInterruptKey, Value::EmptyArray()));
}

}  // namespace dashflow::event
