// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include "host/cli/command/command.h"
#include "host/cli/session.h"

namespace dashflow::cli {
namespace {

constexpr const char* kText = "dashflow " DASHFLOW_VERSION " (plugin ABI " DASHFLOW_ABI ")";

}  // namespace

void AddVersionCommand(CLI::App& app, Command& command) {
  app.set_version_flag("--version", kText, "Print the version and exit");
  app.add_subcommand("version", "Print the version")->callback([&command] {
    command.run = [](Session& session) {
      session.console().DataText(
          Value::EmptyObject().Set("version", DASHFLOW_VERSION).Set("abi", DASHFLOW_ABI), kText);
      return Exit::kOk;
    };
  });
}

}  // namespace dashflow::cli
