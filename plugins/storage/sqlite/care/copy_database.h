// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/store_care.hpp>
#include <string>

namespace dashflow::sqlite {

// Writes what the database `from` holds at one moment, whoever writes to it meanwhile, into the
// empty file `to`: one database without a write-ahead log and without free pages. Every row is read
// on the way. Throws StoreError.
void CopyDatabase(const std::string& from, const std::string& to, const sdk::StoreWatch& watch);

}  // namespace dashflow::sqlite
