// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/store_care.hpp>
#include <functional>
#include <memory>
#include <string>

#include "plugins/storage/file/journal/journal.h"

namespace dashflow::file {

// The first three throw StoreError.

// A folder without a journal, but with other things in it, is not ours to fill.
void RequireOurs(const Names& names);

// The journal in the folder, made when there is none, read into `index`. A group at its end that
// was never answered is cut off; `complain` is told. REQUIRES: the store's lock is held.
std::unique_ptr<Journal> OpenForWriting(const Names& names, Index& index,
                                        const std::function<void(const std::string&)>& complain);

// The same to read from, whoever writes meanwhile.
std::unique_ptr<Journal> OpenForReading(const Names& names, Index& index);

// Writes what is in the index of `from` into a new journal at `path`, and syncs it; without what
// expired before `now`. Throws std::system_error; StoreError kDamaged when something is, which must
// not be copied with a new checksum; and what `watch` does, told of bytes.
std::unique_ptr<Journal> WriteAnew(const std::string& path, const Journal& from, const Index& index,
                                   std::int64_t now, const sdk::StoreWatch& watch);

// The same, and it takes the place of `from`.
std::unique_ptr<Journal> Compact(const Names& names, const Journal& from, const Index& index,
                                 std::int64_t now, const sdk::StoreWatch& watch);

}  // namespace dashflow::file
