// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "host/api/assistants/assistant.h"
#include "host/api/assistants/assistant_handlers.h"
#include "host/api/assistants/assistant_store.h"
#include "host/api/request/body.h"
#include "host/api/request/ids.h"
#include "host/api/threads/thread_list.h"
#include "host/base/id.h"

namespace dashflow::api {
namespace {

Error Invalid(std::string message, std::string where) {
  return Error("request_invalid", std::move(message)).Resource(std::move(where));
}

// What a body says about an assistant replaces what it had.
void Apply(const Value& body, Assistant& assistant) {
  assistant.graph_id = TextOf(body, "graph_id", assistant.graph_id);
  assistant.name = TextOf(body, "name", assistant.name);
  if (Find(body, "description") != nullptr) assistant.description = TextOf(body, "description");
  if (Find(body, "config") != nullptr) assistant.config = ObjectOf(body, "config");
  if (Find(body, "context") != nullptr) assistant.context = ObjectOf(body, "context");
  assistant.metadata = Merged(std::move(assistant.metadata), ObjectOf(body, "metadata"));
}

Status CheckGraph(const Service& service, const http::Request& request) {
  const std::string graph_id = TextOf(request.body, "graph_id");
  if (graph_id.empty()) return Ok();
  const bool is_there = service.workflows.Has(graph_id) && request.caller.may_run(graph_id);
  return is_there ? Ok() : NoAssistant(graph_id);
}

bool IsDefault(const Service& service, const Assistant& assistant) {
  return std::ranges::any_of(service.workflows.names(), [&assistant](const std::string& name) {
    return assistant.id == DefaultAssistantId(name);
  });
}

// One that is there, as `if_exists` says.
Answer Existing(Service& service, const http::Request& request, const std::string& id) {
  if (TextOf(request.body, "if_exists") == "do_nothing") {
    const auto found = FindAssistant(service, request.caller, id);
    if (found.has_value()) return Json(AssistantView(*found));
  }
  return Error("assistant_exists", "Assistant with ID " + id + " already exists")
      .Operation("create assistant")
      .Resource(id);
}

Assistant NewAssistant(Service& service, const http::Request& request) {
  const WallTime now = service.clock.Now();
  Assistant assistant{.id = TextOf(request.body, "assistant_id"),
                      .graph_id = "",
                      .owner = request.caller.owner,
                      .name = "Untitled",
                      .created = now,
                      .updated = now};
  if (assistant.id.empty()) assistant.id = ToString(NewUuid(now, service.random));
  Apply(request.body, assistant);
  return assistant;
}

}  // namespace

Answer CreateAssistant(Service& service, const http::Request& request) {
  DF_TRY(CheckGraph(service, request));
  const Assistant assistant = NewAssistant(service, request);
  if (!IsUuid(assistant.id))
    return Invalid("assistant_id: '" + assistant.id + "' is no UUID", "body/assistant_id");
  if (IsDefault(service, assistant)) return Existing(service, request, assistant.id);
  const Status created = AssistantStore(service.store).Create(assistant);
  if (!created.has_error()) return Json(AssistantView(assistant));
  if (created.error().code() != "assistant_exists") return created.error();
  return Existing(service, request, assistant.id);
}

Answer UpdateAssistant(Service& service, const http::Request& request) {
  DF_TRY(CheckGraph(service, request));
  DF_ASSIGN(const Assistant found, FindAssistant(service, request.caller, request.arguments[0]));
  DF_ASSIGN(const Assistant changed,
            AssistantStore(service.store).AddVersion(found, [&](Assistant& assistant) {
              Apply(request.body, assistant);
              assistant.updated = service.clock.Now();
            }));
  return Json(AssistantView(changed));
}

Answer DeleteAssistant(Service& service, const http::Request& request) {
  DF_ASSIGN(const Assistant found, FindAssistant(service, request.caller, request.arguments[0]));
  if (IsDefault(service, found))
    return Invalid("the assistant " + found.id + " comes with its workflow, and stays with it",
                   "path/assistant_id");
  if (request.Query("delete_threads") == "true") {
    const Value metadata = Value::EmptyObject().Set("assistant_id", found.id);
    DF_ASSIGN(const auto threads, ListThreads(service, request.caller, {.metadata = metadata}));
    for (const Thread& thread : threads) DF_TRY(EraseIdleThread(service, thread));
  }
  DF_TRY(AssistantStore(service.store).Erase(found.id));
  return NoContent();
}

Answer SetLatestVersion(Service& service, const http::Request& request) {
  DF_ASSIGN(const Assistant found, FindAssistant(service, request.caller, request.arguments[0]));
  const std::int64_t wanted = NumberOf(request.body, "version", 0);
  if (wanted == found.version) return Json(AssistantView(found));
  AssistantStore store(service.store);
  DF_ASSIGN(const auto version, store.Version(found.id, wanted));
  if (!version || !MaySee(request.caller, *version))
    return NoAssistant(found.id)
        .Message("assistant " + found.id + " has no version " + std::to_string(wanted))
        .Resource("body/version");
  DF_ASSIGN(const Assistant latest, store.SetLatest(*version));
  return Json(AssistantView(latest));
}

}  // namespace dashflow::api
