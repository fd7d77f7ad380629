// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "host/base/result.h"

namespace dashflow::api {

// Where a webhook goes.
struct WebhookUrl {
  bool secure = true;
  std::string host;  // without the brackets of IPv6
  std::uint16_t port = 443;
  std::string target;  // path and query
};

// `inside` = plain http and addresses of the own networks are taken. What a name resolves to is
// looked at when it is sent. Error request_invalid at body/webhook.
Result<WebhookUrl> ParseWebhookUrl(const std::string& text, bool inside);

}  // namespace dashflow::api
