// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/base/log.h"
#include "host/http/reply.h"
#include "host/http/request.h"
#include "host/http/route/table.h"
#include "host/http/wire/peer.h"

namespace dashflow::http {

// The head of a request as it came.
struct RequestHead {
  std::string method;
  std::string target;
  std::map<std::string, std::string, std::less<>> headers{};  // names in lower case
  bool is_old = false;                                        // HTTP/1.0
};

// What becomes of a request once its head is known.
struct Ruling {
  Request request;
  const CompiledRoute* route = nullptr;  // null = none
  std::optional<Response> answer;        // what is answered without a handler
  std::string more_headers;              // lines for whatever is answered
  bool is_head = false;                  // HEAD: the answer goes without its body
};

// What every request passes before its handler. [any-thread]
class Front {
 public:
  Front(const RouteTable& table, Log& log) : table_(table), log_(log) {}

  // Without waiting.
  Ruling Admit(RequestHead head, const Peer& peer, std::string id) const;
  // Reads the body and calls the handler, here.
  void Handle(const CompiledRoute& route, Request request, std::string_view body,
              Reply reply) const;

 private:
  std::optional<Response> Refusal(const RequestHead& head, Ruling& ruling) const;
  Response Refused(const Error& error, const std::vector<std::string>& segments) const;
  Response Options(const std::vector<std::string>& segments) const;

  const RouteTable& table_;
  Log& log_;
};

}  // namespace dashflow::http
