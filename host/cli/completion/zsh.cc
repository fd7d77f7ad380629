// SPDX-License-Identifier: Apache-2.0
#include "host/cli/completion/scripts.h"

namespace dashflow::cli {
namespace {

std::string Quoted(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'') {
      quoted += "'\\''";
    } else {
      quoted += c;
    }
  }
  return quoted + "'";
}

// An element of what `_describe` takes.
std::string Described(const std::string& word, const std::string& help) {
  return Quoted(help.empty() ? word : word + ":" + help);
}

std::string WordList(const CommandHelp& command) {
  std::string text;
  for (const WordHelp& word : command.words) text += " " + Described(word.word, word.help);
  return text;
}

std::string OptionList(const CommandHelp& command) {
  std::string text;
  for (const OptionHelp& option : command.options) {
    for (const std::string& name : option.names) text += " " + Described(name, option.help);
  }
  return text;
}

std::string PathsPattern(const CommandTree& tree) {
  std::vector<std::string> paths;
  for (const CommandHelp& command : tree) {
    if (!command.path.empty()) paths.push_back(Quoted(command.path));
  }
  return JoinWords(paths, "|");
}

std::string CommandCases(const CommandTree& tree) {
  std::string text;
  for (const CommandHelp& command : tree) {
    text += "    (" + Quoted(command.path) + ")\n      offered=(" + WordList(command) +
            " )\n      options+=(" + OptionList(command) + " ) ;;\n";
  }
  return text;
}

std::string ChoiceCases(const CommandTree& tree) {
  std::string text;
  for (const ChoiceHelp& choice : ChoicesIn(tree)) {
    text += "    (" + Quoted(choice.at) + ") offered=( " + JoinWords(choice.choices, " ") +
            " ); _describe value offered; return ;;\n";
  }
  return text;
}

}  // namespace

// Not `path` and `words` as names of variables: to zsh they are PATH and the line itself.
std::string ZshScript(const CommandTree& tree) {
  const std::string values = JoinWords(ValueOptions(tree), "|");
  return "#compdef dashflow\n"
         "# zsh completion of dashflow; use: source <(dashflow completion zsh)\n"
         "_dashflow() {\n"
         "  local at='' word i\n"
         "  local -aU offered options\n"
         "  for ((i = 2; i < CURRENT; i++)); do\n"
         "    word=$words[i]\n"
         "    case $word in (" +
         values +
         ") ((i++)); continue ;; esac\n"
         "    case \"$at $word\" in (" +
         PathsPattern(tree) +
         ") at=\"$at $word\" ;; esac\n"
         "  done\n"
         "  case \"$at $words[CURRENT-1]\" in\n" +
         ChoiceCases(tree) +
         "  esac\n"
         "  case $words[CURRENT-1] in (" +
         values +
         ") _files; return ;; esac\n"
         "  [[ -n $at ]] && options=(" +
         OptionList(tree.front()) +
         " )\n"
         "  case $at in\n" +
         CommandCases(tree) +
         "  esac\n"
         "  if [[ $words[CURRENT] == -* ]]; then\n"
         "    _describe -o option options\n"
         "  elif (($#offered)); then\n"
         "    _describe word offered\n"
         "  else\n"
         "    _files\n"
         "  fi\n"
         "}\n"
         "if [[ $funcstack[1] == _dashflow ]]; then\n"
         "  _dashflow \"$@\"\n"
         "else\n"
         "  compdef _dashflow dashflow\n"
         "fi\n";
}

}  // namespace dashflow::cli
