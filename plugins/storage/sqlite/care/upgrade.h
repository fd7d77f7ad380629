// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/store_care.hpp>
#include <string>

#include "plugins/storage/sqlite/sql/connection.h"
#include "plugins/storage/sqlite/sql/schema.h"

namespace dashflow::sqlite {

// Brings the database to the newest layout. One of an older layout is copied before, whole and
// synced, to a file beside it, whose name this gives; empty = none was made. Throws SqlError, and
// StoreError when it cannot be copied: then it is as it was. REQUIRES: the store's lock is held,
// and Schema::Identify threw nothing.
std::string MigrateKept(Connection& connection, const std::string& path,
                        const Schema::Migrations& migrations = Schema::Released());

// The same for a store that nobody has open; dry_run: only says what it would do. Throws
// StoreError.
sdk::StoreUpgrade UpgradeDatabase(const std::string& path, bool dry_run,
                                  const Schema::Migrations& migrations = Schema::Released());

}  // namespace dashflow::sqlite
