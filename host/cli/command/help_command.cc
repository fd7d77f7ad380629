// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <algorithm>

#include "host/cli/command/command.h"
#include "host/cli/completion/command_tree.h"
#include "host/cli/session.h"
#include "host/config/did_you_mean.h"

namespace dashflow::cli {
namespace {

std::vector<const CLI::App*> Below(const CLI::App& app) {
  return app.get_subcommands([](const CLI::App* below) { return !below->get_group().empty(); });
}

Error NoCommand(const CLI::App& at, const std::string& path, const std::string& word) {
  std::vector<std::string_view> names;
  for (const CLI::App* below : Below(at)) names.push_back(below->get_name());
  Error error("usage", "there is no command '" + path + " " + word + "'");
  const std::string_view meant = config::Nearest(word, names);
  if (!meant.empty()) error.Fix("did you mean '" + path + " " + std::string(meant) + "'?");
  return error.Operation("help").Resource(word).Cause("'" + path + "' has no command of this name");
}

// What `COMMAND --help` prints.
Result<std::string> HelpOf(const CLI::App& app, const std::vector<std::string>& words) {
  const CLI::App* at = &app;
  std::string path = app.get_name();
  for (const std::string& word : words) {
    const auto below = Below(*at);
    const auto found =
        std::ranges::find(below, word, [](const CLI::App* each) { return each->get_name(); });
    if (found == below.end()) return NoCommand(*at, path, word);
    at = *found;
    path += " " + word;
  }
  // App::help would tell of the command that was typed, which is this one.
  return at->get_formatter()->make_help(at, path, CLI::AppFormatMode::Normal);
}

}  // namespace

void AddHelpCommand(CLI::App& app, Command& command) {
  CLI::App* help = app.add_subcommand("help", "What a command does and takes, as COMMAND --help");
  const auto words = std::make_shared<std::vector<std::string>>();
  help->add_option("COMMAND", *words, "Such as run, or workflow graph; without it, all commands");
  // The application lives only while the line is parsed.
  help->callback([&app, &command, words] {
    command.judges_settings = true;
    command.run = [text = HelpOf(app, *words), name = JoinWords(*words, " ")](Session& session) {
      if (text.has_error()) return session.console().Fail(text.error());
      session.console().DataText(
          Value::EmptyObject().Set("command", name).Set("help", text.value()), text.value());
      return Exit::kOk;
    };
  });
}

}  // namespace dashflow::cli
