// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <stop_token>
#include <string>

#include "host/api/outgoing/server_url.h"
#include "host/http/reply.h"

namespace dashflow::api {

// A request to somebody else's server.
struct HttpCall {
  ServerUrl url;
  std::string method{"POST"};
  std::string body{};  // JSON; not of a GET
  http::Headers headers{};
  bool inside = false;                     // addresses of the own networks are taken
  std::chrono::milliseconds time{15'000};  // for all of it but the name's resolution
  std::size_t most = 0;                    // bytes of the answer's body; 0 = it is not read
};

struct HttpAnswer {
  int status = 0;  // 0 = there was no answer, or a longer one than was wanted
  std::string problem{};
  std::string body{};
};

// Sends it to the address that its name has now, and waits for the answer. Follows no redirect and
// uses no proxy. Cut short by `stop`. [blocking]
HttpAnswer CallServer(const HttpCall& call, const std::stop_token& stop);

}  // namespace dashflow::api
