// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "host/api/protocol/event_filter.h"
#include "host/api/protocol/protocol_handlers.h"
#include "host/api/protocol/thread_channels.h"
#include "host/api/queue/run_desk.h"
#include "host/api/request/last_event.h"
#include "host/api/threads/thread.h"

namespace dashflow::api {
namespace {

http::Response EventStream() {
  http::Response head;
  head.type = "text/event-stream";
  head.headers = {{"Cache-Control", "no-store"}};
  return head;
}

}  // namespace

Status MayFollow(Service& service, const http::Request& request) {
  const auto found = FindThread(service, request.caller, request.arguments.front());
  if (found.has_value()) return Ok();
  if (found.error().code() != "thread_not_found") return found.error();
  DF_ASSIGN(const auto there, ReadThread(service, request.arguments.front()));
  return there ? Status(found.error()) : Ok();
}

void StreamThreadEvents(Service& service, const http::Request& request, http::Reply reply) {
  const Status allowed = MayFollow(service, request);
  if (allowed.has_error()) return reply.Send(allowed.error());
  auto filter = EventFilterOf(request.body);
  if (filter.has_error()) return reply.Send(filter.error());
  const auto channel = service.channels->Of(request.arguments.front());
  StreamReader::Options options;
  options.wants = std::move(filter).value();
  options.from = FirstWanted(request.body, *channel.protocol);
  service.desk->WantBeats();
  channel.protocol->Join(reply.Begin(EventStream()), std::move(options));
}

void StreamThread(Service& service, const http::Request& request, http::Reply reply) {
  const auto thread = FindThread(service, request.caller, request.arguments.front());
  if (thread.has_error()) return reply.Send(thread.error());
  const auto channel = service.channels->Of(thread->id);
  StreamReader::Options options;
  options.from = BehindLastEvent(request);
  service.desk->WantBeats();
  channel.modes->Join(reply.Begin(EventStream()), std::move(options));
}

}  // namespace dashflow::api
