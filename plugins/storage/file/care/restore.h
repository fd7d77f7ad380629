// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/store_care.hpp>
#include <string>

#include "plugins/storage/file/index/index.h"
#include "plugins/storage/file/journal/journal.h"

namespace dashflow::file {

// Writes what is there now, as a journal of its own, into the file `path`. Every sum is checked on
// the way. Throws StoreError.
void CopyJournal(const std::string& path, const Journal& from, const Index& index,
                 const sdk::StoreWatch& watch);

// Puts what the journal `backup` holds in the place of a store's, which is kept under the name that
// this gives; empty = there was none. Throws StoreError. REQUIRES: the store's lock is held.
std::string RestoreJournal(const Names& names, const std::string& backup,
                           const sdk::StoreWatch& watch);

}  // namespace dashflow::file
