// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/store_types.hpp>
#include <string>

#include "plugins/storage/local_disk/refusal.h"
#include "plugins/storage/sqlite/sql/sql_error.h"

namespace dashflow::sqlite {

using local_disk::OpenFailure;

// What to tell the host when SQLite refused something about `path`.
sdk::StoreError OpenFailure(const std::string& path, const SqlError& error);

}  // namespace dashflow::sqlite
