// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "host/cli/db/run_on_store.h"

namespace dashflow::cli {

// A backup of the store that the command is about, or of another of its kind, opened to be read.
// Errors: file_not_found, and why it is none that this release can read.
Result<StorePtr> OpenBackup(Session& session, const std::string& file);

}  // namespace dashflow::cli
