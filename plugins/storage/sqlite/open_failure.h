// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/store_types.hpp>
#include <string>

#include "plugins/storage/sqlite/sql/sql_error.h"

namespace dashflow::sqlite {

// What to tell the host when the system refused something about `path`. system_error: an errno.
sdk::StoreError OpenFailure(const std::string& path, int system_error);

// The same for SQLite's refusals.
sdk::StoreError OpenFailure(const std::string& path, const SqlError& error);

}  // namespace dashflow::sqlite
