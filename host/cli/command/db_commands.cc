// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include "host/cli/command/command.h"
#include "host/cli/db/care_commands.h"
#include "host/cli/db/migrate.h"

namespace dashflow::cli {

void AddDbCommands(CLI::App& app, Command& command) {
  CLI::App* db = app.add_subcommand("db", "Look after a store as a whole");
  db->require_subcommand(1);
  AddStatusCommand(*db, command);
  AddVerifyCommand(*db, command);
  AddUpgradeCommand(*db, command);
  AddBackupCommand(*db, command);
  AddRestoreCommand(*db, command);
  AddVacuumCommand(*db, command);
  AddRekeyCommand(*db, command);
  AddMigrateCommand(*db, command);
}

}  // namespace dashflow::cli
