// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>

#include "host/cli/command/command.h"

namespace dashflow::cli {

// Each adds one verb of `db`.
void AddStatusCommand(CLI::App& db, Command& command);
void AddVerifyCommand(CLI::App& db, Command& command);
void AddUpgradeCommand(CLI::App& db, Command& command);
void AddBackupCommand(CLI::App& db, Command& command);
void AddRestoreCommand(CLI::App& db, Command& command);
void AddVacuumCommand(CLI::App& db, Command& command);
void AddRekeyCommand(CLI::App& db, Command& command);

}  // namespace dashflow::cli
