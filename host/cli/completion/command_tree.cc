// SPDX-License-Identifier: Apache-2.0
#include "host/cli/completion/command_tree.h"

#include <CLI/CLI.hpp>
#include <set>

namespace dashflow::cli {
namespace {

std::string OneLine(std::string text) {
  for (char& c : text) c = c == '\n' ? ' ' : c;
  return text;
}

// CLI11 tells the members of a set only in the name of the type: "TEXT:{a,b}".
std::vector<std::string> ChoicesOf(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  const auto begin = type.find('{');
  const auto end = type.find('}');
  if (begin == std::string::npos || end == std::string::npos) return {};
  return CLI::detail::split(type.substr(begin + 1, end - begin - 1), ',');
}

// A type is "FILE", "TEXT:{a,b}", "UINT:INT in [1 - 9]"; a set of few is shown itself.
std::string ValueNameOf(const CLI::Option& option, const std::vector<std::string>& choices) {
  if (!choices.empty()) return JoinWords(choices, "|");
  const std::string type = option.get_type_name();
  return type.substr(0, type.find(':'));
}

OptionHelp HelpOf(const CLI::Option& option) {
  OptionHelp help;
  for (const std::string& name : option.get_lnames()) help.names.push_back("--" + name);
  for (const std::string& name : option.get_snames()) help.names.push_back("-" + name);
  help.help = OneLine(option.get_description());
  help.takes_value = option.get_items_expected_max() > 0;
  help.choices = ChoicesOf(option);
  if (help.takes_value) help.value = ValueNameOf(option, help.choices);
  help.environment = option.get_envname();
  return help;
}

ArgumentHelp ArgumentOf(const CLI::Option& option) {
  return {option.get_name(), OneLine(option.get_description()), option.get_required(),
          option.get_items_expected_max() > 1};
}

void AddOptions(const CLI::App& app, CommandHelp& command) {
  for (const CLI::Option* option : app.get_options()) {
    if (option->nonpositional()) {
      command.options.push_back(HelpOf(*option));
    } else {
      command.arguments.push_back(ArgumentOf(*option));
      for (const std::string& choice : ChoicesOf(*option)) command.words.push_back({choice, {}});
    }
  }
}

void AddChoices(const std::string& path, const OptionHelp& option,
                std::vector<ChoiceHelp>& choices) {
  if (option.choices.empty()) return;
  for (const std::string& name : option.names) {
    std::string at = path;
    at += ' ';
    at += name;
    choices.push_back({std::move(at), option.choices});
  }
}

constexpr std::string_view kExamples = "Examples:\n";
constexpr std::string_view kIndent = "  ";

std::vector<std::string> ExamplesIn(const std::string& footer) {
  std::vector<std::string> examples;
  if (!footer.starts_with(kExamples)) return examples;
  for (const std::string& line : CLI::detail::split(footer.substr(kExamples.size()), '\n')) {
    if (!line.starts_with(kIndent)) break;
    examples.push_back(line.substr(kIndent.size()));
  }
  return examples;
}

void AddCommands(const CLI::App& app, const std::string& path, CommandTree& tree) {
  const auto below = app.get_subcommands([](const CLI::App*) { return true; });
  CommandHelp command;
  command.path = path;
  command.help = OneLine(app.get_description());
  command.examples = ExamplesIn(app.get_footer());
  command.has_commands = !below.empty();
  AddOptions(app, command);
  for (const CLI::App* each : below)
    command.words.push_back({each->get_name(), OneLine(each->get_description())});
  tree.push_back(std::move(command));
  for (const CLI::App* each : below) AddCommands(*each, path + " " + each->get_name(), tree);
}

}  // namespace

CommandTree TreeOf(const CLI::App& app) {
  CommandTree tree;
  AddCommands(app, {}, tree);
  return tree;
}

void SetExamples(CLI::App& command, const std::vector<std::string>& lines) {
  std::string text(kExamples);
  for (const std::string& line : lines) text += std::string(kIndent) + line + "\n";
  command.footer(text + "\n" + command.get_footer());
}

std::vector<ChoiceHelp> ChoicesIn(const CommandTree& tree) {
  std::vector<ChoiceHelp> choices;
  for (const CommandHelp& command : tree) {
    for (const OptionHelp& option : command.options) AddChoices(command.path, option, choices);
  }
  return choices;
}

std::vector<std::string> ValueOptions(const CommandTree& tree) {
  std::set<std::string> names;
  for (const CommandHelp& command : tree) {
    for (const OptionHelp& option : command.options) {
      if (option.takes_value) names.insert(option.names.begin(), option.names.end());
    }
  }
  return {names.begin(), names.end()};
}

std::string JoinWords(const std::vector<std::string>& parts, std::string_view separator) {
  std::string text;
  for (const std::string& part : parts) {
    if (!text.empty()) text += separator;
    text += part;
  }
  return text;
}

}  // namespace dashflow::cli
