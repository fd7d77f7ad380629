// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <thread>
#include <vector>

namespace dashflow::bench {

// The least that telling many clients can cost: one `send` for each, in a loop.
class BareTeller {
 public:
  // Takes `clients` connections, and says something to each.
  explicit BareTeller(std::size_t clients);
  ~BareTeller();
  BareTeller(const BareTeller&) = delete;
  BareTeller& operator=(const BareTeller&) = delete;

  std::uint16_t port() const { return port_; }
  // Waits until all clients have come.
  void Tell();

 private:
  int listener_;
  std::uint16_t port_ = 0;
  std::vector<int> sockets_;
  std::thread taking_;
};

}  // namespace dashflow::bench
