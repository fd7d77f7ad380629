// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <string>

#include "plugins/storage/sql/database/database.h"

namespace dashflow::sql {

// Makes connections, but after a failure not again at once: a server that comes back is not met by
// everybody who waited for it. [any-thread]
class ConnectGate {
 public:
  explicit ConnectGate(const Database& database) : database_(database) {}

  // Throws Failure; at once while it is too soon after the last one.
  std::unique_ptr<Connection> Connect();

 private:
  using Clock = std::chrono::steady_clock;  // real time, whatever the host says: the server's

  void Refuse();
  void Remember(const Failure& failure);

  const Database& database_;
  std::mutex mutex_;
  Clock::time_point closed_until_{};
  std::chrono::milliseconds delay_{0};
  std::string reason_;
};

}  // namespace dashflow::sql
