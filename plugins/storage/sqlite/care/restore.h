// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/store_care.hpp>
#include <string>

namespace dashflow::sqlite {

// Puts what the database `backup` holds in the place of the one at `path`, which is kept under the
// name that this gives; empty = there was none. Throws StoreError. REQUIRES: the lock of the store
// at `path` is held.
std::string RestoreDatabase(const std::string& path, const std::string& backup,
                            const sdk::StoreWatch& watch);

}  // namespace dashflow::sqlite
