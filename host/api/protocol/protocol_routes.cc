// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "host/api/protocol/command.h"
#include "host/api/protocol/event_filter.h"
#include "host/api/protocol/protocol_handlers.h"
#include "host/api/routes.h"
#include "host/api/runs/run_handlers.h"

namespace dashflow::api {
namespace {

using http::Method;
using http::Scope;

constexpr std::string_view kTag = "Thread stream";

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
      {.pattern = "/threads/{thread_id}/stream/events",
       .operation = "talkWithThread",
       .tag = kTag,
       .summary = "The same events and commands, over a WebSocket",
       .socket =
           [&service](const http::Request& request, http::WebSocketPtr socket) {
             TalkWithThread(service, request, std::move(socket));
           },
       .admits = [&service](const http::Request& request) { return MayFollow(service, request); }},
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
