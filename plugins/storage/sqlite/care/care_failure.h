// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/store_types.hpp>
#include <string>

#include "plugins/storage/sqlite/sql/sql_error.h"

namespace dashflow::sqlite {

// What to tell the host when SQLite refused to look after the database at `path`.
sdk::StoreError CareFailure(const std::string& path, const SqlError& error);

// Runs `body`; what SQLite says becomes what the host hears.
template <class Body>
auto Caring(const std::string& path, Body body) {
  try {
    return body();
  } catch (const SqlError& error) {
    throw CareFailure(path, error);
  }
}

}  // namespace dashflow::sqlite
