// SPDX-License-Identifier: Apache-2.0
#include "host/cli/remote/words.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>

#include "host/config/text_file.h"

namespace dashflow::cli {
namespace {

// Options about this machine, each with a value.
constexpr auto kLocal =
    std::to_array<std::string_view>({"--config", "--plugin-path", "--server", "--store"});

bool IsLocal(std::string_view word) {
  return std::ranges::find(kLocal, word.substr(0, word.find('='))) != kLocal.end();
}

Result<std::string> Inlined(const std::string& value, const std::string& input) {
  if (value == "-") return config::ReadTextFile(input);
  if (value.starts_with('@') && value != "@last") return config::ReadTextFile(value.substr(1));
  return value;
}

// --option=VALUE, or a value.
Result<std::string> WordFor(const std::string& word, const std::string& input) {
  const auto equals = word.starts_with("--") ? word.find('=') : std::string::npos;
  if (equals == std::string::npos) return Inlined(word, input);
  DF_ASSIGN(const std::string value, Inlined(word.substr(equals + 1), input));
  return word.substr(0, equals + 1) + value;
}

}  // namespace

std::vector<std::string> FormOf(const Globals& globals) {
  std::vector<std::string> form;
  if (globals.json) form.emplace_back("--json");
  if (globals.quiet) form.emplace_back("--quiet");
  if (globals.verbose) form.emplace_back("--verbose");
  if (globals.no_color || std::getenv("NO_COLOR") != nullptr) form.emplace_back("--no-color");
  return form;
}

Result<std::vector<std::string>> WordsForElsewhere(const std::vector<std::string>& words,
                                                   const std::string& input) {
  std::vector<std::string> kept;
  for (auto word = words.begin(); word != words.end(); ++word) {
    if (IsLocal(*word)) {
      const bool has_value = word->find('=') != std::string::npos;
      if (!has_value && word + 1 != words.end()) ++word;
      continue;
    }
    DF_ASSIGN(kept.emplace_back(), WordFor(*word, input));
  }
  return kept;
}

}  // namespace dashflow::cli
