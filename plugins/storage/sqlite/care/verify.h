// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/store_care.hpp>
#include <string>

namespace dashflow::sqlite {

// Looks for damage in the database at `path`: SQLite's own check of its structure, then the
// checksum of every row. Throws StoreError only when it cannot go on.
void VerifyDatabase(const std::string& path, const sdk::StoreWatch& watch);

}  // namespace dashflow::sqlite
