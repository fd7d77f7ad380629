// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include "host/cli/command/command.h"
#include "host/cli/completion/scripts.h"
#include "host/cli/session.h"

namespace dashflow::cli {
namespace {

std::string ScriptOf(const std::string& shell, const CommandTree& tree) {
  if (shell == "bash") return BashScript(tree);
  return shell == "zsh" ? ZshScript(tree) : FishScript(tree);
}

}  // namespace

void AddCompletionCommand(CLI::App& app, Command& command) {
  CLI::App* completion =
      app.add_subcommand("completion", "Print a script that makes a shell complete commands");
  const auto shell = std::make_shared<std::string>();
  completion->add_option("SHELL", *shell, "bash, zsh or fish")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  // The application lives only while the line is parsed.
  completion->callback([&app, &command, shell] {
    command.run = [script = ScriptOf(*shell, TreeOf(app)), shell](Session& session) {
      session.console().DataText(Value::EmptyObject().Set("shell", *shell).Set("script", script),
                                 script);
      return Exit::kOk;
    };
  });
}

}  // namespace dashflow::cli
