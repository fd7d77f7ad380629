// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "plugins/storage/sql/database/database.h"
#include "plugins/storage/sql/opening/settings.h"

namespace dashflow::sql {

// What the tables say: which layout they have, and which ones a release must know to read them, and
// to write them.
struct LayoutVersion {
  std::int64_t layout = 0;
  std::int64_t min_reader = 0;
  std::int64_t min_writer = 0;
};

// The layout of the tables, which says in itself who may use it.
class Layout {
 public:
  static std::int64_t Newest(const Database& database);
  // Throws StoreError store_not_found, and Failure.
  static LayoutVersion Find(const Database& database, Connection& connection);
  // Throws StoreError store_newer.
  static void CheckMayWrite(const Database& database, const LayoutVersion& version);
  // Brings the tables to the newest layout, or makes them. Throws Failure.
  static void Upgrade(const Database& database);

  // Checks that this release may read (and write) what is there; migrates as far as it may. Throws
  // StoreError store_not_found or store_newer, and Failure.
  static void Prepare(const Database& database, Connection& connection, Migrate migrate,
                      bool read_only);
};

}  // namespace dashflow::sql
