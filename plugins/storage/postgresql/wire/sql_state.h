// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "plugins/storage/sql/database/failure.h"

namespace dashflow::postgresql {

// What an SQLSTATE of PostgreSQL means to a store; empty = there is none.
sql::Trouble OfSqlState(std::string_view state);

// The same of why a connection did not come about, for which there are only words.
sql::Trouble OfConnectMessage(std::string_view message);

}  // namespace dashflow::postgresql
