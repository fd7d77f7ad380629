// SPDX-License-Identifier: Apache-2.0
#include "host/cli/command/usage_error.h"

#include <CLI/CLI.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "host/config/did_you_mean.h"

namespace dashflow::cli {
namespace {

// The program and the commands that were understood, outermost first.
std::vector<const CLI::App*> Understood(const CLI::App& app) {
  std::vector<const CLI::App*> commands = {&app};
  while (!commands.back()->get_subcommands().empty())
    commands.push_back(commands.back()->get_subcommands().front());
  return commands;
}

std::string HelpHint(const std::vector<const CLI::App*>& commands) {
  std::string text = "see `";
  for (const CLI::App* command : commands) text += command->get_name() + " ";
  return text + "--help`";
}

std::vector<std::string> OptionNames(const std::vector<const CLI::App*>& commands) {
  std::vector<std::string> names;
  for (const CLI::App* command : commands) {
    for (const CLI::Option* option : command->get_options()) {
      for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    }
  }
  return names;
}

std::vector<std::string> CommandNames(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::App* below : command.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(below->get_name());
  return names;
}

Error Unknown(std::string_view kind, const std::string& word, const std::vector<std::string>& names,
              const std::string& hint) {
  const std::string fix = config::SuggestName(word, {names.begin(), names.end()});
  return Error("usage", "there is no " + std::string(kind) + " '" + word + "'")
      .Resource(word)
      .Fix(fix.empty() ? hint : fix);
}

Error UnknownWord(const std::string& word, const std::vector<const CLI::App*>& commands) {
  const std::string hint = HelpHint(commands);
  if (word.starts_with('-'))
    return Unknown("option", word.substr(0, word.find('=')), OptionNames(commands), hint);
  const auto names = CommandNames(*commands.back());
  if (!names.empty()) return Unknown("command", word, names, hint);
  return Error("usage", "'" + word + "' is not expected here").Resource(word).Fix(hint);
}

}  // namespace

Error UsageError(const CLI::App& app, const CLI::ParseError& refusal) {
  const auto commands = Understood(app);
  const std::vector<std::string> unknown = app.remaining(true);
  Error error = unknown.empty() ? Error("usage", refusal.what()).Fix(HelpHint(commands))
                                : UnknownWord(unknown.front(), commands);
  return error.Operation("read the command line");
}

}  // namespace dashflow::cli
