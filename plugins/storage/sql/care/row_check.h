// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <dashflow/store_care.hpp>
#include <string_view>

#include "plugins/storage/sql/database/connection.h"

namespace dashflow::sql {

// Holds every row of a store against its checksum. Throws Failure, and StoreError when it is
// stopped. One thread at a time.
class RowCheck {
 public:
  RowCheck(Connection& connection, const sdk::StoreWatch& watch)
      : connection_(connection), watch_(watch) {}

  void Run();

 private:
  void CheckStreams();
  void CheckStream(std::uint64_t stream);
  void CheckSpaces();
  void CheckSpace(std::int64_t id, std::string_view space);
  void CheckBlobs();
  void Step() { watch_.Step(++done_, all_); }

  Connection& connection_;
  const sdk::StoreWatch& watch_;
  std::uint64_t done_ = 0;  // rows
  std::uint64_t all_ = 0;
};

}  // namespace dashflow::sql
