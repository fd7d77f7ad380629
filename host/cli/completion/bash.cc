// SPDX-License-Identifier: Apache-2.0
#include "host/cli/completion/scripts.h"

namespace dashflow::cli {
namespace {

// Names of commands and options have no quotes; checked by bash itself in the tests.
std::string Quoted(const std::string& text) { return "\"" + text + "\""; }

std::string PathsPattern(const CommandTree& tree) {
  std::vector<std::string> paths;
  for (const CommandHelp& command : tree) {
    if (!command.path.empty()) paths.push_back(Quoted(command.path));
  }
  return JoinWords(paths, "|");
}

std::string ChoiceCases(const CommandTree& tree) {
  std::string text;
  for (const ChoiceHelp& choice : ChoicesIn(tree)) {
    text +=
        "    " + Quoted(choice.at) + ") words=" + Quoted(JoinWords(choice.choices, " ")) + " ;;\n";
  }
  return text;
}

std::string OptionNames(const CommandHelp& command) {
  std::vector<std::string> names;
  for (const OptionHelp& option : command.options)
    names.insert(names.end(), option.names.begin(), option.names.end());
  return JoinWords(names, " ");
}

std::string CommandCases(const CommandTree& tree) {
  std::string text;
  for (const CommandHelp& command : tree) {
    std::vector<std::string> words;
    for (const WordHelp& word : command.words) words.push_back(word.word);
    text += "    " + Quoted(command.path) + ") words=" + Quoted(JoinWords(words, " ")) +
            " options=" + Quoted(OptionNames(command)) + " ;;\n";
  }
  return text;
}

}  // namespace

std::string BashScript(const CommandTree& tree) {
  const std::string values = JoinWords(ValueOptions(tree), "|");
  return "# bash completion of dashflow; use: source <(dashflow completion bash)\n"
         "_dashflow() {\n"
         "  local current=${COMP_WORDS[COMP_CWORD]} last=${COMP_WORDS[COMP_CWORD-1]}\n"
         "  local at=\"\" word words=\"\" options=\"\" i\n"
         "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
         "    word=${COMP_WORDS[i]}\n"
         "    case \"$word\" in " +
         values +
         ") ((i++)); continue ;; esac\n"
         "    case \"$at $word\" in " +
         PathsPattern(tree) +
         ") at=\"$at $word\" ;; esac\n"
         "  done\n"
         "  case \"$at\" in\n" +
         CommandCases(tree) +
         "  esac\n"
         "  [[ $current == -* ]] && words=\"$options " +
         OptionNames(tree.front()) +
         "\"\n"
         "  case \"$last\" in " +
         values +
         ") words=\"\" ;; esac\n"
         "  case \"$at $last\" in\n" +
         ChoiceCases(tree) +
         "    *) ;;\n"
         "  esac\n"
         "  COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
         "}\n"
         "complete -o default -F _dashflow dashflow\n";
}

}  // namespace dashflow::cli
