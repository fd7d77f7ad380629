// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "host/cli/db/run_on_store.h"

namespace dashflow::cli {

// Of a store that cannot back itself up: its contents, copied into a new SQLite file, which is its
// owner's alone. REQUIRES: no host runs on it. Errors: file_exists, and those of MigrateStore; then
// there is no file.
Status BackUpByCopy(Session& session, const std::string& file);

// The other way round, into a store that is empty. Errors: store_not_empty, and those of
// MigrateStore.
Status RestoreByCopy(Session& session, checkpoint::Store& backup);

}  // namespace dashflow::cli
