// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <optional>

namespace dashflow::control {

struct Peer {
  pid_t process = 0;
  uid_t user = 0;
};

// Who is at the other end of a connection, as the system knows it.
std::optional<Peer> PeerOf(int connection);

// The user of this process, or root.
bool IsTrusted(const std::optional<Peer>& peer);

}  // namespace dashflow::control
