// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "host/base/result.h"

namespace dashflow::http {

// Where a client finds a server.
struct ServerAddress {
  enum class By : std::uint8_t { kTcp, kTls, kUnixSocket };

  By by = By::kTcp;
  std::string host{};    // without brackets; localhost for a Unix socket
  std::string port{};    // a number; empty for a Unix socket
  std::string path{};    // of the Unix socket
  std::string prefix{};  // before the path of every route; without a slash at its end
  std::string text{};    // as it was given

  // What stands in the header `host`.
  std::string Authority() const;
};

// http://HOST[:PORT][/PREFIX], https://…, or unix:PATH. Error usage: nothing else is one, and what
// stands before an @ would be a secret in a command line.
Result<ServerAddress> ParseServerAddress(std::string_view text);

}  // namespace dashflow::http
