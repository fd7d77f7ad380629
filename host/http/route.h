// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "host/http/caller.h"
#include "host/http/reply.h"
#include "host/http/request.h"
#include "host/http/web_socket.h"

namespace dashflow::http {

// A query parameter of a route.
struct Parameter {
  std::string_view name{};
  std::string_view schema{};  // JSON Schema of its value
  std::string_view about{};
  bool list = false;  // may stand more than once
};

// Where a handler runs. What may wait for a store or a disk is kBlocking: a thread of the server's
// pool, never one of its I/O threads.
enum class RunsOn : std::uint8_t { kIoThread, kBlocking };

using Handler = std::function<void(const Request& request, Reply reply)>;

// One row of the table that routing, validation, the OpenAPI document and the metrics' labels come
// from. Texts are constants, or outlive the server.
struct Route {
  Method method = Method::kGet;
  std::string_view pattern{};    // /threads/{thread_id}/state: a {name} is one segment
  std::string_view operation{};  // operationId of OpenAPI, and the route's label in metrics
  std::string_view tag{};        // Assistants, Threads, …
  std::string_view summary{};
  Scope scope = Scope::kRead;
  RunsOn runs_on = RunsOn::kBlocking;
  // Of one that blocks: it goes before those that wait for a thread of the pool, however many.
  bool is_urgent = false;
  std::string_view body{};  // JSON Schema (Draft 7) of the body; empty = none is looked at
  bool needs_body = false;
  std::vector<Parameter> query{};
  std::string_view reply{};  // JSON Schema of the body of a success; empty = any
  std::string_view reply_type = "application/json";  // its media type
  bool may_be_empty = false;                         // a success may be a 204, without a body
  Handler handle{};
  // Of a GET: takes who asks for a WebSocket here; `handle` answers the others (426 without it).
  SocketHandler socket{};
  SocketCheck admits{};  // empty = everybody
};

}  // namespace dashflow::http
