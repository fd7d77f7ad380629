// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/storage/sqlite/sql/connection.h"

namespace dashflow::sqlite {

// The layout of the database and how it came about: numbered migrations, forward only. The file's
// application_id says that it is a store, its user_version how far it is.
class Schema {
 public:
  static constexpr std::int64_t kApplicationId = 0x44465354;  // "DFST"
  // Statements each; the first makes layout 1 of an empty file, the next layout 2 of that, …
  using Migrations = std::vector<std::vector<std::string_view>>;
  static const Migrations& Released();
  static std::int64_t Newest(const Migrations& migrations = Released());

  enum class State : std::uint8_t { kEmpty, kStore };

  // Looks, and changes nothing. Throws StoreError: store_invalid for what is no store of ours,
  // store_newer for one of a later release; SqlError when it cannot be read.
  static State Identify(Connection& connection, const std::string& path,
                        const Migrations& migrations = Released());

  // Brings an empty file or an older store to the newest layout, each step in a transaction of its
  // own. REQUIRES: Identify threw nothing. Throws SqlError.
  static void Migrate(Connection& connection, const Migrations& migrations = Released());
};

}  // namespace dashflow::sqlite
