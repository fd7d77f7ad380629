// SPDX-License-Identifier: Apache-2.0
#include "host/cli/completion/scripts.h"

namespace dashflow::cli {
namespace {

std::string Quoted(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "'";
}

std::string QuotedPaths(const CommandTree& tree) {
  std::vector<std::string> paths;
  for (const CommandHelp& command : tree) {
    if (!command.path.empty()) paths.push_back(Quoted(command.path));
  }
  return JoinWords(paths, " ");
}

// Options of the program may stand anywhere, so they have no condition.
std::string Condition(const CommandHelp& command) {
  return " -n " + Quoted("__dashflow_at " + Quoted(command.path));
}

std::string WordLine(const CommandHelp& command, const WordHelp& word) {
  return "complete -c dashflow" + Condition(command) + " -f -a " + Quoted(word.word) +
         (word.help.empty() ? "" : " -d " + Quoted(word.help)) + "\n";
}

std::string OptionLine(const CommandHelp& command, const OptionHelp& option) {
  std::string line = "complete -c dashflow" + (command.path.empty() ? "" : Condition(command));
  for (const std::string& name : option.names)
    line += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  if (option.takes_value) line += option.choices.empty() ? " -r" : " -x";
  if (!option.choices.empty()) line += " -a " + Quoted(JoinWords(option.choices, " "));
  return line + " -d " + Quoted(option.help) + "\n";
}

}  // namespace

std::string FishScript(const CommandTree& tree) {
  std::string text =
      "# fish completion of dashflow; use: dashflow completion fish | source\n"
      "function __dashflow_at\n"
      "  set -l at ''\n"
      "  set -l skip no\n"
      "  for word in (commandline -opc)[2..-1]\n"
      "    if test $skip = yes\n"
      "      set skip no\n"
      "      continue\n"
      "    end\n"
      "    switch $word\n"
      "      case " +
      JoinWords(ValueOptions(tree), " ") +
      "\n"
      "        set skip yes\n"
      "        continue\n"
      "    end\n"
      "    switch \"$at $word\"\n"
      "      case " +
      QuotedPaths(tree) +
      "\n"
      "        set at \"$at $word\"\n"
      "    end\n"
      "  end\n"
      "  test \"$at\" = \"$argv[1]\"\n"
      "end\n";
  for (const CommandHelp& command : tree) {
    for (const WordHelp& word : command.words) text += WordLine(command, word);
    for (const OptionHelp& option : command.options) text += OptionLine(command, option);
  }
  return text;
}

}  // namespace dashflow::cli
