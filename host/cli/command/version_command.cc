// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include "host/cli/command/command.h"
#include "host/cli/session.h"

namespace dashflow::cli {

void AddVersionCommand(CLI::App& app, Command& command) {
  app.add_subcommand("version", "Print the version")->callback([&command] {
    command.run = [](Session& session) {
      session.console().DataText(
          Value::EmptyObject().Set("version", DASHFLOW_VERSION).Set("abi", DASHFLOW_ABI),
          "dashflow " DASHFLOW_VERSION " (plugin ABI " DASHFLOW_ABI ")");
      return Exit::kOk;
    };
  });
}

}  // namespace dashflow::cli
