// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <stop_token>
#include <string>

#include "host/api/webhooks/webhook_url.h"
#include "host/http/reply.h"

namespace dashflow::api {

// A POST of JSON to somebody else's server.
struct Post {
  WebhookUrl url;
  std::string body;
  http::Headers headers;
  bool inside = false;                     // addresses of the own networks are taken
  std::chrono::milliseconds time{15'000};  // for all of it but the name's resolution
};

struct PostResult {
  int status = 0;  // 0 = there was no answer
  std::string problem{};
};

// Sends it to the address that its name has now, and waits for the status of the answer, whose body
// is not read. Follows no redirect and uses no proxy. Cut short by `stop`. [blocking]
PostResult SendPost(const Post& post, const std::stop_token& stop);

}  // namespace dashflow::api
