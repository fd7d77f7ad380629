// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "host/base/result.h"
#include "host/checkpoint/store.h"

// Which store it is, among all: a number that it has from its first use on, and that goes with its
// backups, so that nobody takes the backup of one for that of another.
namespace dashflow::checkpoint {

// What is in it alone does not make a store one that holds something.
inline constexpr std::string_view kIdentitySpace = "store";

// Nothing for a store that was never used. Errors: store_damaged, and what the store says.
Result<std::optional<std::string>> ReadIdentity(Store& store);

// Gives it one unless it has one, or no room: then it gets it another time. Errors: as above.
Status GiveIdentity(Store& store);
// Gives `copy` that of `store`, if that has one, and the copy has none. Errors: as above.
Status CopyIdentity(Store& store, Store& copy);

}  // namespace dashflow::checkpoint
