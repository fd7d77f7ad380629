// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "host/base/result.h"

namespace dashflow::api {

// A server of somebody else, and what is asked of it.
struct ServerUrl {
  bool secure = true;
  std::string host;  // without the brackets of IPv6
  std::uint16_t port = 443;
  std::string target;  // path and query
};

// `inside` = plain http and addresses of the own networks are taken. What a name resolves to is
// looked at when it is called. Error request_invalid, whose cause says what is wrong.
Result<ServerUrl> ParseServerUrl(const std::string& text, bool inside);

}  // namespace dashflow::api
