// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>

namespace dashflow::http {

// Who is at the other end of a connection.
struct Peer {
  std::string address;          // numeric; empty = a Unix socket
  std::optional<uid_t> user{};  // of a Unix socket
};

Peer PeerOf(int socket);

}  // namespace dashflow::http
