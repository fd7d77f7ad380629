// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>

namespace dashflow::bench {

// A server of tools/bench/peers, as a process of its own, until the object goes.
class PeerServer {
 public:
  explicit PeerServer(const std::string& peer);
  ~PeerServer();
  PeerServer(const PeerServer&) = delete;
  PeerServer& operator=(const PeerServer&) = delete;

  std::uint16_t port() const { return port_; }

 private:
  const std::uint16_t port_;
  pid_t process_ = 0;
};

}  // namespace dashflow::bench
