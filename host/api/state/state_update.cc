// SPDX-License-Identifier: Apache-2.0
#include "host/api/state/state_update.h"

#include <string>
#include <utility>

#include "host/api/assistants/assistant.h"
#include "host/api/request/body.h"
#include "host/api/state/checkpoint_ref.h"

namespace dashflow::api {
namespace {

Error Invalid(std::string message, std::string member) {
  return Error("request_invalid", std::move(message))
      .Operation("update state")
      .Resource("body/" + std::move(member));
}

// What clients call START and END, and a copy.
std::string NodeName(const std::string& name) {
  if (name == "__start__" || name == "__input__") return "START";
  return name == "__end__" ? "END" : name;
}

Result<Served> WorkflowOf(Service& service, const http::Caller& caller, const Thread& thread,
                          const std::optional<checkpoint::Position>& at) {
  if (thread.record) return service.workflows.OfThread(*thread.record, at);
  std::string name = TextOf(thread.metadata, "assistant_id");
  if (name.empty()) name = TextOf(thread.metadata, "graph_id");
  if (name.empty())
    return Error("request_invalid", "Thread " + thread.id + " has no graph ID")
        .Operation("update state")
        .Resource("path/thread_id")
        .Cause("nothing says which workflow its state is of")
        .Fix("run it first, or create it with metadata.graph_id");
  DF_ASSIGN(const Assistant assistant, FindAssistant(service, caller, name));
  return service.workflows.Find(assistant.graph_id, assistant.params());
}

Result<engine::UpdateRequest> RequestOf(const Thread& thread, const Value& update) {
  engine::UpdateRequest request{.thread = thread.id, .updates = {}, .create = true};
  DF_ASSIGN(request.at, CheckpointId(TextOf(update, "checkpoint_id")));
  if (const Value* const checkpoint = Find(update, "checkpoint")) {
    DF_ASSIGN(const auto ref, ReadCheckpointRef(*checkpoint));
    if (!ref.space.empty())
      return Invalid("the state of a subworkflow is changed by its thread's own run",
                     "checkpoint/checkpoint_ns");
    request.at = ref.at;
  }
  const std::string node = TextOf(update, "as_node");
  request.copy = node == "__copy__";
  if (!request.copy) request.updates.push_back({NodeName(node), ValueOf(update, "values")});
  return request;
}

Result<engine::StateUpdate> UpdateOf(const Value& update) {
  const Value command = ObjectOf(update, "command");
  if (Find(command, "goto") != nullptr || Find(command, "resume") != nullptr)
    return Invalid("a superstep that is made by hand only updates", "supersteps/updates/command");
  const Value* const written = Find(command, "update");
  return engine::StateUpdate{NodeName(TextOf(update, "as_node")),
                             written != nullptr ? *written : ValueOf(update, "values")};
}

Result<engine::UpdateRequest> SuperstepOf(const Thread& thread, const Value& superstep) {
  engine::UpdateRequest request{.thread = thread.id, .updates = {}, .create = true};
  const Value updates = ValueOf(superstep, "updates");
  if (!updates.is_array() || updates.empty())
    return Invalid("each superstep has a list of updates", "supersteps/updates");
  for (std::size_t i = 0; i < updates.size(); ++i) {
    DF_ASSIGN(auto update, UpdateOf(updates.At(i)));
    request.updates.push_back(std::move(update));
  }
  return request;
}

}  // namespace

Result<checkpoint::Position> UpdateThread(Service& service, const http::Caller& caller,
                                          const Thread& thread, const Value& update) {
  DF_ASSIGN(const auto request, RequestOf(thread, update));
  DF_ASSIGN(const Served served, WorkflowOf(service, caller, thread, request.at));
  return service.engine.Update(served.program, request);
}

Status ApplySupersteps(Service& service, const http::Caller& caller, const Thread& thread,
                       const Value& supersteps) {
  if (!supersteps.is_array() || supersteps.empty()) return Ok();
  DF_ASSIGN(const Served served, WorkflowOf(service, caller, thread, std::nullopt));
  for (std::size_t i = 0; i < supersteps.size(); ++i) {
    DF_ASSIGN(const auto request, SuperstepOf(thread, supersteps.At(i)));
    DF_TRY(service.engine.Update(served.program, request));
  }
  return Ok();
}

}  // namespace dashflow::api
