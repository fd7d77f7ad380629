// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "plugins/storage/sql/database/database.h"

namespace dashflow::postgresql {

// How the tables in a schema came about, oldest step first. A released step is never changed; a new
// layout is one more. schema: quoted.
std::vector<sql::Migration> MigrationsOf(const std::string& schema);

}  // namespace dashflow::postgresql
