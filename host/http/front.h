// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/base/log.h"
#include "host/http/guard/guard.h"
#include "host/http/meter.h"
#include "host/http/reply.h"
#include "host/http/request.h"
#include "host/http/route/table.h"

namespace dashflow::http {

// What is told of a request when it is over.
struct Note {
  std::string id;
  Method method = Method::kGet;
  std::string path;
  std::string caller;
  std::string trace;  // traceparent
};

// What becomes of a request once its head is known.
struct Ruling {
  Request request;
  const CompiledRoute* route = nullptr;  // null = none
  std::optional<Response> answer;        // what is answered without a handler
  std::string more_headers;              // lines for whatever is answered
  bool is_head = false;                  // HEAD: the answer goes without its body
  Note note;
};

// What every request passes before its handler. [any-thread]
class Front {
 public:
  // All outlive it.
  Front(const RouteTable& table, Guard& guard, Meter& meter, Log& log)
      : table_(table), guard_(guard), meter_(meter), log_(log) {}

  // Without waiting.
  Ruling Admit(RequestHead head, const Peer& peer, std::string id) const;
  // Reads the body and calls the handler, here.
  void Handle(const CompiledRoute& route, Request request, std::string_view body,
              Reply reply) const;
  // Whether the client gets the WebSocket that it asks for, here.
  Status CheckSocket(const CompiledRoute& route, const Request& request) const;
  // Gives the socket to the handler, here.
  void HandleSocket(const CompiledRoute& route, const Request& request, WebSocketPtr socket) const;

 private:
  void LogFailure(const CompiledRoute& route, const std::string& id, const char* what) const;
  Status Pass(const RequestHead& head, const Peer& peer, Ruling& ruling) const;
  Status Find(const RequestHead& head, Ruling& ruling) const;
  Status Options(const std::vector<std::string>& segments, Ruling& ruling) const;
  Response Refused(const Error& error, const RequestHead& head) const;

  const RouteTable& table_;
  Guard& guard_;
  Meter& meter_;
  Log& log_;
};

}  // namespace dashflow::http
