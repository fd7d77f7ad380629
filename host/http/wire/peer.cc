// SPDX-License-Identifier: Apache-2.0
#include "host/http/wire/peer.h"

#include <netdb.h>
#include <sys/socket.h>

#include <array>

namespace dashflow::http {

Peer PeerOf(int socket) {
  Peer peer;
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  auto* const raw = reinterpret_cast<sockaddr*>(&address);
  if (::getpeername(socket, raw, &size) != 0) return peer;
  if (address.ss_family == AF_UNIX) {
    ucred credentials{};
    socklen_t length = sizeof credentials;
    if (::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &credentials, &length) == 0)
      peer.user = credentials.uid;
    return peer;
  }
  std::array<char, NI_MAXHOST> host{};
  if (::getnameinfo(raw, size, host.data(), host.size(), nullptr, 0, NI_NUMERICHOST) == 0)
    peer.address = host.data();
  return peer;
}

}  // namespace dashflow::http
