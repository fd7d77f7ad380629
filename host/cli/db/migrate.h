// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>

#include "host/cli/command/command.h"

namespace dashflow::cli {

// `db migrate`.
void AddMigrateCommand(CLI::App& db, Command& command);

}  // namespace dashflow::cli
