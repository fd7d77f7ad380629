// SPDX-License-Identifier: Apache-2.0
#include "host/api/protocol/protocol_handlers.h"
#include "host/api/routes.h"
#include "host/api/runs/run_handlers.h"

namespace dashflow::api {
namespace {

using http::Method;
using http::Scope;

constexpr std::string_view kTag = "Thread stream";

constexpr std::string_view kCommand = R"({"type": "object", "required": ["id", "method"],
  "properties": {"id": {"type": "integer"}, "method": {"type": "string"},
  "params": {"type": ["object", "null"]}}})";

constexpr std::string_view kSubscription = R"({"type": "object", "required": ["channels"],
  "properties": {"channels": {"type": "array", "items": {"type": "string"}},
  "namespaces": {"type": ["array", "null"], "items": {"type": "array",
    "items": {"type": "string"}}},
  "depth": {"type": ["integer", "null"], "minimum": 0},
  "since": {"type": ["integer", "null"], "minimum": 0}}})";

}  // namespace

Rows ProtocolRoutes(Service& service) {
  return {
      {.method = Method::kPost,
       .pattern = "/threads/{thread_id}/commands",
       .operation = "commandThread",
       .tag = kTag,
       .summary = "Begin a run, answer a question, or ask for the state",
       .scope = Scope::kRun,
       .body = kCommand,
       .needs_body = true,
       .handle = Answering(service, CommandThread)},
      {.method = Method::kPost,
       .pattern = "/threads/{thread_id}/stream/events",
       .operation = "streamThreadEvents",
       .tag = kTag,
       .summary = "Follow what the runs of a thread do",
       .body = kSubscription,
       .needs_body = true,
       .reply_type = "text/event-stream",
       .handle = AnsweringLater(service, StreamThreadEvents)},
      {.pattern = "/threads/{thread_id}/stream",
       .operation = "streamThread",
       .tag = kTag,
       .summary = "Follow the streams of a thread's runs, one after the other",
       .query = {{"stream_mode", R"({"type": "string"})", "run_modes, lifecycle or state_update",
                  true}},
       .reply_type = "text/event-stream",
       .handle = AnsweringLater(service, StreamThread)},
  };
}

}  // namespace dashflow::api
