// SPDX-License-Identifier: Apache-2.0
#include "host/cli/view/run_progress.h"

#include "host/config/did_you_mean.h"
#include "host/value/json.h"
#include "host/value/value_iterate.h"

namespace dashflow::cli {
namespace {

using event::Type;

bool IsUsual(Type type, bool json) {
  if (json) return type != Type::kValues && type != Type::kToken && type != Type::kLog;
  return type == Type::kStepStarted || type == Type::kTaskFailed || type == Type::kTaskRetried ||
         type == Type::kInterrupt || type == Type::kGap;
}

std::string Text(const Value& members, std::string_view name) {
  const Value* value = members.Find(name);
  if (value == nullptr) return {};
  return value->is_string() ? std::string(value->as_text()) : ToJson(*value);
}

std::string ErrorText(const Value& members) {
  const Value* error = members.Find("error");
  return error == nullptr ? "" : Text(*error, "code") + ": " + Text(*error, "message");
}

std::string HandlerText(const Value& members) {
  const std::string handler = Text(members, "handler");
  return handler.empty() ? "" : " · " + handler + " handles it";
}

std::string StepText(const Value& members) {
  std::string line = "step " + Text(members, "step") + ":";
  members.Find("tasks")->ForEachMember([&line](const Value& node, const Value& count) {
    line += " " + std::string(node.as_text());
    if (count.as_int() > 1) line += " ×" + std::to_string(count.as_int());
  });
  return line;
}

// "review/draft: " for what happens in a subworkflow.
std::string SpaceText(const Value& space) {
  std::string text;
  if (space.is_null()) return text;
  space.ForEachElement([&text](const Value& part) {
    const std::string_view name = part.as_text().substr(0, part.as_text().find(':'));
    text.append(text.empty() ? "" : "/").append(name);
  });
  return text + ": ";
}

Error UnknownEvent(const std::string& name) {
  std::vector<std::string_view> known;
  known.reserve(event::kTypeCount);
  for (int i = 0; i < event::kTypeCount; ++i) known.push_back(TypeName(static_cast<Type>(i)));
  std::string fix = config::SuggestName(name, known);
  if (fix.empty()) {
    fix = "use some of";
    for (const std::string_view each : known) fix.append(" ").append(each);
  }
  return Error("usage", "--stream: there is no event '" + name + "'").Fix(std::move(fix));
}

}  // namespace

Result<RunProgress> RunProgress::Create(const Console& console,
                                        const std::vector<std::string>& streamed) {
  RunProgress progress(console);
  for (int i = 0; i < event::kTypeCount; ++i) {
    progress.wanted_[i] = streamed.empty() && IsUsual(static_cast<Type>(i), console.json());
  }
  for (const std::string& name : streamed) {
    int i = 0;
    while (i < event::kTypeCount && TypeName(static_cast<Type>(i)) != name) ++i;
    if (i == event::kTypeCount) return UnknownEvent(name);
    progress.wanted_[i] = true;
  }
  progress.wanted_[static_cast<std::size_t>(Type::kRunFinished)] |= console.json();
  return progress;
}

bool RunProgress::Take(const event::Event& event) {
  if (console_.json()) {
    console_.JsonLine(ToValue(event));
  } else {
    Line(event);
  }
  return true;
}

void RunProgress::Line(const event::Event& event) {
  const Value& members = event.members;
  const std::string at = SpaceText(event.space);
  switch (event.type) {
    case Type::kStepStarted:
      return console_.Say(at + StepText(members));
    case Type::kTaskFailed:
      return console_.Say(at + "  " + Text(members, "task") + " failed · " + ErrorText(members) +
                          HandlerText(members));
    case Type::kTaskRetried:
      return console_.Say(at + "  " + Text(members, "task") + " tries again in " +
                          Text(members, "delay_ms") + " ms · " + ErrorText(members));
    case Type::kInterrupt:
      if (!at.empty()) return;  // its caller says so, too
      return console_.Say("  " + Text(members, "task") + " asks: " + Text(members, "value"));
    case Type::kGap:
      return console_.Say("continues after a restart");
    default:
      return console_.Say(at + std::string(TypeName(event.type)) + " " + ToJson(members));
  }
}

}  // namespace dashflow::cli
