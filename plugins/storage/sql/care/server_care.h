// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/store_care.hpp>

#include "plugins/storage/sql/database/database.h"

namespace dashflow::sql {

// What a store on a server does for itself, on a connection of its own. All throw StoreError.

sdk::StoreAbout DescribeServer(const Database& database);

// Holds every row against its checksum, some at a time. What others write meanwhile may be left
// out.
void VerifyServer(const Database& database, const sdk::StoreWatch& watch);

// The hash of each blob, some at a time.
void ListBlobsOfServer(const Database& database, const sdk::StoreSink& sink);

// Brings the tables to the newest layout under the lock that others who migrate wait for, as the
// user of the address, whatever `migrate` says; dry_run: only says what it would do.
sdk::StoreUpgrade UpgradeServer(const Database& database, bool dry_run);

}  // namespace dashflow::sql
