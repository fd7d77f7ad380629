// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "host/base/descriptor.h"
#include "host/base/result.h"

namespace dashflow::http {

// A socket that listens.
struct Listening {
  Descriptor socket;
  std::string url;          // http://127.0.0.1:2024, unix:/run/dashflow.sock
  std::string host;         // numeric, without brackets; empty for a Unix socket
  std::string path;         // of the Unix socket
  bool is_loopback = true;  // nobody else can reach it
};

// HOST:PORT, [IPV6]:PORT, or :PORT for 127.0.0.1. Error listen_failed.
Result<Listening> ListenAtAddress(const std::string& address);
// With mode 0600, in place of a socket that was left over. Error listen_failed.
Result<Listening> ListenAtPath(const std::string& path);
// A socket that came from elsewhere. Error listen_failed.
Result<Listening> ListenOn(Descriptor socket);

}  // namespace dashflow::http
