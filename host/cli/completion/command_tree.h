// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}

namespace dashflow::cli {

// A word that may stand after a command: a command below it, or a choice of its argument.
struct WordHelp {
  std::string word;
  std::string help;
};

struct OptionHelp {
  std::vector<std::string> names;  // "--format", "-h"
  std::string help;                // one line
  bool takes_value = false;
  std::vector<std::string> choices;  // of the value; empty = anything
  std::string value;                 // what stands for it in a synopsis, such as FILE
  std::string environment;           // the variable that may give it; empty = none
};

// An argument without a name of an option.
struct ArgumentHelp {
  std::string name;  // "FILE"
  std::string help;
  bool is_required = false;
  bool is_list = false;
};

struct CommandHelp {
  std::string path;  // " workflow graph"; empty for the program
  std::string help;
  std::vector<WordHelp> words;
  std::vector<OptionHelp> options;
  std::vector<ArgumentHelp> arguments;
  bool has_commands = false;  // the words are commands below it
  std::vector<std::string> examples;
};

// What the command line understands: the program first, whose options may stand anywhere.
using CommandTree = std::vector<CommandHelp>;

CommandTree TreeOf(const CLI::App& app);

// Examples of a command, a line each: they end its --help and its manual page.
void SetExamples(CLI::App& command, const std::vector<std::string>& lines);

// An option whose value is one of a few.
struct ChoiceHelp {
  std::string at;  // " workflow graph --format"
  std::vector<std::string> choices;
};
// Each name of each such option.
std::vector<ChoiceHelp> ChoicesIn(const CommandTree& tree);

// Names of all options that take a value, each once.
std::vector<std::string> ValueOptions(const CommandTree& tree);

// `parts` with `separator` between.
std::string JoinWords(const std::vector<std::string>& parts, std::string_view separator);

}  // namespace dashflow::cli
