// SPDX-License-Identifier: Apache-2.0
#include "host/api/runs/order_body.h"

#include <array>
#include <chrono>
#include <string_view>

#include "host/api/assistants/assistant.h"
#include "host/api/request/body.h"
#include "host/api/request/ids.h"
#include "host/api/stream/stream_ask.h"
#include "host/api/threads/thread.h"
#include "host/api/webhooks/run_webhooks.h"
#include "host/base/id.h"

namespace dashflow::api {
namespace {

constexpr std::array<std::string_view, 12> kKept = {
    "input",         "command",       "interrupt_before", "interrupt_after",
    "checkpoint",    "checkpoint_id", "durability",       "checkpoint_during",
    "feedback_keys", "webhook",       "on_completion",    "on_disconnect"};

// An assistant's configuration with that of the run, which wins.
Value Config(const Assistant& assistant, const Value& body) {
  const Value asked = ObjectOf(body, "config");
  const Value configurable =
      Merged(ObjectOf(assistant.config, "configurable"), ObjectOf(asked, "configurable"));
  return Merged(assistant.config, asked).Set("configurable", configurable);
}

Value Kwargs(const Assistant& assistant, const Value& body, bool temporary) {
  Value kwargs = Value::EmptyObject();
  for (const std::string_view key : kKept) {
    if (const Value* given = Find(body, key)) kwargs = std::move(kwargs).Set(key, *given);
  }
  return std::move(kwargs)
      .Set("config", Config(assistant, body))
      .Set("context", Merged(assistant.context, ObjectOf(body, "context")))
      .Set("stream_mode", StreamModes(body))
      .Set("stream_subgraphs", FlagOf(body, "stream_subgraphs"))
      .Set("stream_resumable", FlagOf(body, "stream_resumable"))
      .Set("temporary", temporary);
}

std::chrono::nanoseconds Delay(const Value& body) {
  const Value seconds = ValueOf(body, "after_seconds");
  if (!seconds.is_number()) return {};
  const double given =
      seconds.kind() == Kind::kDouble ? seconds.as_double() : static_cast<double>(seconds.as_int());
  constexpr double kMost = 1e9;  // some thirty years
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
      std::chrono::duration<double>(std::clamp(given, 0.0, kMost)));
}

Result<Thread> ThreadFor(Service& service, const http::Caller& caller, const std::string& id,
                         const Value& body) {
  auto found = FindThread(service, caller, id);
  const bool is_missing = found.has_error() && found.error().code() == "thread_not_found";
  if (!is_missing || TextOf(body, "if_not_exists") != "create") return found;
  return CreateThread(service, caller, {.id = id});
}

// A workflow that is not served any more goes on where it was: a thread that it has begun runs on
// what the store has of it.
Result<Assistant> AssistantFor(Service& service, const http::Caller& caller,
                               const std::string& thread, const std::string& name) {
  auto found = FindAssistant(service, caller, name);
  const bool is_gone = found.has_error() && found.error().code() == "assistant_not_found";
  if (!is_gone || thread.empty()) return found;
  DF_ASSIGN(const Thread own, FindThread(service, caller, thread));
  const std::string graph_id = TextOf(own.metadata, "graph_id");
  const bool is_its_own = name == graph_id || name == DefaultAssistantId(graph_id);
  if (!own.record || graph_id.empty() || !is_its_own) return found;
  Assistant assistant = DefaultAssistant(service, graph_id);
  return MaySee(caller, assistant) ? Result<Assistant>(std::move(assistant)) : found;
}

// Shown by the thread; most runs are of the assistant that the one before was of.
Status Note(Service& service, const Thread& thread, const Assistant& assistant,
            const Value& config) {
  const bool known = ValueOf(thread.metadata, "graph_id") == Value(assistant.graph_id) &&
                     ValueOf(thread.metadata, "assistant_id") == Value(assistant.id) &&
                     thread.config == config;
  return known ? Ok() : NoteRun(service, thread, assistant.graph_id, assistant.id, config);
}

// Of a thread that goes with its run nobody but the run knows.
Result<std::string> PlaceOf(Service& service, const http::Caller& caller, const std::string& id,
                            const Value& body, const Assistant& assistant) {
  const bool stateless = id.empty();
  if (stateless && TextOf(body, "on_completion", "delete") == "delete")
    return ToString(NewUuid(service.clock.Now(), service.random));
  DF_ASSIGN(const Thread thread,
            stateless ? CreateThread(service, caller, {}) : ThreadFor(service, caller, id, body));
  DF_TRY(Note(service, thread, assistant, Config(assistant, body)));
  return thread.id;
}

}  // namespace

Result<RunOrder> OrderOf(Service& service, const http::Caller& caller, const std::string& thread,
                         const Value& body) {
  DF_TRY(StreamAskOf(body));
  DF_TRY(CheckWebhook(service, body));
  DF_ASSIGN(const Assistant assistant,
            AssistantFor(service, caller, thread, TextOf(body, "assistant_id")));
  RunOrder order;
  DF_ASSIGN(order.thread, PlaceOf(service, caller, thread, body, assistant));
  const bool temporary = thread.empty() && TextOf(body, "on_completion", "delete") == "delete";
  order.created = order.updated = service.clock.Now();
  order.run = ToString(NewUuid(order.created, service.random));
  order.assistant = assistant.id;
  order.graph = assistant.graph_id;
  order.owner = caller.owner;
  order.strategy = TextOf(body, "multitask_strategy", "reject");
  order.metadata = ObjectOf(body, "metadata")
                       .Set("graph_id", assistant.graph_id)
                       .Set("assistant_id", assistant.id);
  order.kwargs = Kwargs(assistant, body, temporary);
  order.due = order.created + Delay(body);
  order.webhook_due = !TextOf(body, "webhook").empty();
  return order;
}

}  // namespace dashflow::api
