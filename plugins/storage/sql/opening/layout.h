// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "plugins/storage/sql/database/database.h"
#include "plugins/storage/sql/opening/settings.h"

namespace dashflow::sql {

// The layout of the tables, which says in itself who may use it.
class Layout {
 public:
  // Checks that this release may read (and write) what is there; migrates as far as it may. Throws
  // StoreError store_not_found or store_newer, and Failure.
  static void Prepare(const Database& database, Connection& connection, Migrate migrate,
                      bool read_only);
};

}  // namespace dashflow::sql
