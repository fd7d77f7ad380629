// SPDX-License-Identifier: Apache-2.0
#include "host/api/queue/run_request.h"

#include <algorithm>
#include <memory>

#include "host/api/request/body.h"
#include "host/value/value_iterate.h"

namespace dashflow::api {
namespace {

using engine::RunRequest;

Error Misfit(std::string_view member, std::string_view wanted) {
  return Error("invalid_argument", "'" + std::string(member) + "' is to be " + std::string(wanted))
      .Operation("start run")
      .Resource(std::string(member));
}

// The ids of questions are hashes: nobody's answer has such members by chance.
bool IsQuestionId(std::string_view text) {
  const auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  return text.size() == 16 && std::ranges::all_of(text, is_hex);
}

bool AnswersByQuestion(const Value& resume) {
  if (!resume.is_object() || resume.empty()) return false;
  bool all = true;
  resume.ForEachMember(
      [&all](const Value& key, const Value&) { return all = IsQuestionId(key.as_text()); });
  return all;
}

void TakeResume(const Value& resume, RunRequest& request) {
  if (!AnswersByQuestion(resume)) return request.answers.push_back({"", resume});
  resume.ForEachMember([&request](const Value& id, const Value& value) {
    request.answers.push_back({std::string(id.as_text()), value});
  });
}

Status TakeTarget(const Value& target, RunRequest& request) {
  if (target.is_string()) return request.go_to.emplace_back(target.as_text()), Ok();
  const std::string node = TextOf(target, "node");
  if (node.empty()) return Misfit("command.goto", "a node, {node, input}, or a list of them");
  request.sends.push_back({node, ValueOf(target, "input")});
  return Ok();
}

Status TakeGoto(const Value& go_to, RunRequest& request) {
  if (!go_to.is_array()) return TakeTarget(go_to, request);
  Status failure = Ok();
  go_to.ForEachElement([&](const Value& target) {
    failure = TakeTarget(target, request);
    return !failure.has_error();
  });
  return failure;
}

Status TakeCommand(const Value& command, RunRequest& request) {
  if (const Value* resume = Find(command, "resume")) TakeResume(*resume, request);
  if (const Value* update = Find(command, "update")) request.update = *update;
  if (const Value* go_to = Find(command, "goto")) return TakeGoto(*go_to, request);
  return Ok();
}

// Clients name it in three places.
std::string CheckpointIn(const Value& kwargs) {
  const Value configurable = ObjectOf(ObjectOf(kwargs, "config"), "configurable");
  for (const Value& place : {kwargs, ObjectOf(kwargs, "checkpoint"), configurable}) {
    std::string id = TextOf(place, "checkpoint_id");
    if (!id.empty()) return id;
  }
  return {};
}

Status TakeCheckpoint(const Value& kwargs, RunRequest& request) {
  const std::string id = CheckpointIn(kwargs);
  if (id.empty()) return Ok();
  request.at = checkpoint::ParsePosition(id);
  if (request.at) return Ok();
  return Error("checkpoint_not_found", "there is no checkpoint '" + id + "'")
      .Operation("start run")
      .Resource(id);
}

void TakeNodes(const Value& nodes, bool& all, std::vector<std::string>& names) {
  if (nodes == Value("*")) {
    all = true;
  } else if (nodes.is_array()) {
    nodes.ForEachElement([&names](const Value& name) { names.emplace_back(name.as_text()); });
  }
}

std::shared_ptr<const engine::Stops> StopsOf(const Value& kwargs) {
  engine::Stops stops;
  TakeNodes(ValueOf(kwargs, "interrupt_before"), stops.before_all, stops.before);
  TakeNodes(ValueOf(kwargs, "interrupt_after"), stops.after_all, stops.after);
  const bool any =
      stops.before_all || stops.after_all || !stops.before.empty() || !stops.after.empty();
  return any ? std::make_shared<const engine::Stops>(std::move(stops)) : nullptr;
}

std::optional<graph::Durability> DurabilityOf(const Value& kwargs) {
  const std::string name = TextOf(kwargs, "durability");
  if (name == "sync") return graph::Durability::kSync;
  if (name == "async") return graph::Durability::kAsync;
  if (name == "exit") return graph::Durability::kExit;
  return std::nullopt;
}

engine::RunOptions OptionsOf(const RunOrder& order) {
  engine::RunOptions options;
  if (const Value* steps = Find(ObjectOf(order.kwargs, "config"), "recursion_limit"))
    options.max_steps = steps->kind() == Kind::kInt ? steps->as_int() : 0;
  options.durability = DurabilityOf(order.kwargs);
  options.stops = StopsOf(order.kwargs);
  options.id = ParseUuid(order.run);
  return options;
}

}  // namespace

Result<RunRequest> RunRequestOf(const RunOrder& order) {
  RunRequest request;
  request.thread = order.thread;
  request.options = OptionsOf(order);
  if (const Value* input = Find(order.kwargs, "input")) request.input = *input;
  DF_TRY(TakeCheckpoint(order.kwargs, request));
  const Value* const command = Find(order.kwargs, "command");
  if (command == nullptr) return request;
  if (request.input)
    return Misfit("command", "absent where there is an input: a thread begins or goes on");
  DF_TRY(TakeCommand(*command, request));
  return request;
}

}  // namespace dashflow::api
