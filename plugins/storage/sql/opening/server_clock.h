// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>

#include "plugins/storage/sql/database/database.h"

namespace dashflow::sql {

// The server's time, by which records expire whichever host looks: the host's clock and what it is
// off by. [any-thread]
class ServerClock {
 public:
  // Throws Failure.
  void Set(const Database& database, Connection& connection);
  std::int64_t Now() const;  // Unix ns

 private:
  std::atomic<std::int64_t> ahead_ = 0;
};

}  // namespace dashflow::sql
