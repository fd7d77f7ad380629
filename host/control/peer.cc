// SPDX-License-Identifier: Apache-2.0
#include "host/control/peer.h"

#include <sys/socket.h>
#include <unistd.h>

namespace dashflow::control {

std::optional<Peer> PeerOf(int connection) {
  ucred facts{};
  socklen_t size = sizeof facts;
  if (::getsockopt(connection, SOL_SOCKET, SO_PEERCRED, &facts, &size) != 0) return std::nullopt;
  return Peer{facts.pid, facts.uid};
}

bool IsTrusted(const std::optional<Peer>& peer) {
  return peer && (peer->user == ::geteuid() || peer->user == 0);
}

}  // namespace dashflow::control
