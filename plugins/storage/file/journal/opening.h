// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "plugins/storage/file/journal/journal.h"

namespace dashflow::file {

// The first two throw StoreError.

// The journal in the folder, made when there is none, read into `index`. A group at its end that
// was never answered is cut off; `complain` is told. REQUIRES: the store's lock is held.
std::unique_ptr<Journal> OpenForWriting(const Names& names, Index& index,
                                        const std::function<void(const std::string&)>& complain);

// The same to read from, whoever writes meanwhile.
std::unique_ptr<Journal> OpenForReading(const Names& names, Index& index);

// Writes what is in the index into a new journal that takes the place of `from`; without what
// expired before `now`. Throws std::system_error; and StoreError kDamaged when something is, which
// must not be copied with a new checksum.
std::unique_ptr<Journal> Compact(const Names& names, const Journal& from, const Index& index,
                                 std::int64_t now);

}  // namespace dashflow::file
