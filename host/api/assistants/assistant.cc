// SPDX-License-Identifier: Apache-2.0
#include "host/api/assistants/assistant.h"

#include <algorithm>

#include "host/api/assistants/assistant_store.h"
#include "host/api/request/body.h"
#include "host/api/request/ids.h"
#include "host/api/threads/thread.h"
#include "host/event/event.h"
#include "host/value/builder.h"

namespace dashflow::api {
namespace {

Value TimeValue(WallTime time) { return Value(time.time_since_epoch().count()); }

WallTime TimeOf(const Value& content, std::string_view key) {
  return WallTime(std::chrono::nanoseconds(NumberOf(content, key, 0)));
}

Value TextOrNull(const std::optional<std::string>& text) { return text ? Value(*text) : Value(); }

// The workflow whose default assistant has this name or id; empty = none.
std::string DefaultOf(const Service& service, std::string_view name) {
  for (const std::string& graph_id : service.workflows.names())
    if (name == graph_id || name == DefaultAssistantId(graph_id)) return graph_id;
  return {};
}

}  // namespace

Error NoAssistant(std::string_view id) {
  return Error("assistant_not_found", "No assistant found for \"" + std::string(id) +
                                          "\". Make sure the assistant ID is for a valid assistant "
                                          "or a valid graph ID.")
      .Operation("find assistant")
      .Resource(std::string(id));
}

Value Assistant::params() const { return Merged(ObjectOf(config, "configurable"), context); }

Value AssistantView(const Assistant& assistant) {
  ObjectBuilder view;
  view.Add("assistant_id", assistant.id);
  view.Add("graph_id", assistant.graph_id);
  view.Add("config", assistant.config);
  view.Add("context", assistant.context);
  view.Add("created_at", event::FormatTime(assistant.created));
  view.Add("updated_at", event::FormatTime(assistant.updated));
  view.Add("metadata", assistant.metadata);
  view.Add("version", assistant.version);
  view.Add("name", assistant.name);
  view.Add("description", TextOrNull(assistant.description));
  return std::move(view).Build();
}

Value ContentOf(const Assistant& assistant) {
  ObjectBuilder content;
  content.Add("graph_id", assistant.graph_id);
  content.Add("owner", assistant.owner);
  content.Add("name", assistant.name);
  content.Add("description", TextOrNull(assistant.description));
  content.Add("config", assistant.config);
  content.Add("context", assistant.context);
  content.Add("metadata", assistant.metadata);
  content.Add("version", assistant.version);
  content.Add("newest", assistant.newest);
  content.Add("created", TimeValue(assistant.created));
  content.Add("updated", TimeValue(assistant.updated));
  return std::move(content).Build();
}

Assistant AssistantOf(std::string_view id, const Value& content) {
  Assistant assistant{.id = std::string(id), .graph_id = TextOf(content, "graph_id")};
  assistant.owner = TextOf(content, "owner");
  assistant.name = TextOf(content, "name");
  if (Find(content, "description") != nullptr)
    assistant.description = TextOf(content, "description");
  assistant.config = ObjectOf(content, "config");
  assistant.context = ObjectOf(content, "context");
  assistant.metadata = ObjectOf(content, "metadata");
  assistant.version = NumberOf(content, "version", 1);
  assistant.newest = NumberOf(content, "newest", assistant.version);
  assistant.created = TimeOf(content, "created");
  assistant.updated = TimeOf(content, "updated");
  return assistant;
}

Assistant DefaultAssistant(const Service& service, std::string_view graph_id) {
  Assistant assistant{.id = DefaultAssistantId(graph_id),
                      .graph_id = std::string(graph_id),
                      .name = std::string(graph_id)};
  assistant.metadata = assistant.metadata.Set("created_by", "system");
  assistant.created = assistant.updated = service.started;
  return assistant;
}

Result<Assistant> ResolveAssistant(Service& service, std::string_view name) {
  const std::string graph_id = DefaultOf(service, name);
  const std::string id = graph_id.empty() ? std::string(name) : DefaultAssistantId(graph_id);
  DF_ASSIGN(auto stored, AssistantStore(service.store).Get(id));
  if (stored) return *std::move(stored);
  if (!graph_id.empty()) return DefaultAssistant(service, graph_id);
  return NoAssistant(name);
}

bool MaySee(const http::Caller& caller, const Assistant& assistant) {
  const std::string& owner = assistant.owner.empty() ? caller.owner : assistant.owner;
  return MaySee(caller, owner, assistant.graph_id);
}

Result<Assistant> FindAssistant(Service& service, const http::Caller& caller,
                                std::string_view name) {
  DF_ASSIGN(auto assistant, ResolveAssistant(service, name));
  return MaySee(caller, assistant) ? Result<Assistant>(std::move(assistant)) : NoAssistant(name);
}

Result<std::vector<Assistant>> ListAssistants(Service& service, const http::Caller& caller) {
  DF_ASSIGN(auto all, AssistantStore(service.store).All());
  for (const std::string& graph_id : service.workflows.names()) {
    Assistant own = DefaultAssistant(service, graph_id);
    if (std::ranges::find(all, own.id, &Assistant::id) == all.end()) all.push_back(std::move(own));
  }
  std::erase_if(all, [&caller](const Assistant& one) { return !MaySee(caller, one); });
  return all;
}

}  // namespace dashflow::api
