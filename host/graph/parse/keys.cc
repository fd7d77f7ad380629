// SPDX-License-Identifier: Apache-2.0
#include "host/graph/parse/keys.h"

#include <algorithm>
#include <utility>

#include "host/config/did_you_mean.h"

namespace dashflow::graph {

bool CheckMapping(Findings& findings, const config::Tree& tree, std::string_view what,
                  std::string_view example) {
  if (tree.is_mapping()) return true;
  if (tree.is_null()) {
    findings.Invalid(tree.at, std::string(what) + " is empty")
        .Fix("indent what belongs to it, below it, or write it like this: " + std::string(example));
    return false;
  }
  findings.Invalid(tree.at, std::string(what) + " must be a mapping of keys")
      .Fix("write it like this: " + std::string(example));
  return false;
}

void ReportUnknownKey(Findings& findings, const config::Member& member, std::string_view what,
                      const std::vector<std::string_view>& known) {
  const bool odd = member.key.find_first_of(" ()[]{}<>=!&|\"'+*/?,") != std::string::npos;
  std::string fix = odd ? "if this belongs to the text before it, quote that text: '…'"
                        : config::SuggestName(member.key, known);
  if (fix.empty()) fix = "remove it, or check its spelling";
  findings.Add(member.at, "unknown_key", "unknown key '" + member.key + "' in " + std::string(what))
      .Fix(std::move(fix));
}

void ReportMissingKey(Findings& findings, config::Mark at, std::string_view what,
                      std::string_view key) {
  findings.Add(at, "missing_key", std::string(what) + " has no '" + std::string(key) + "'")
      .Fix("add the key " + std::string(key) + ":");
}

bool IsMisspelt(const config::Tree& tree, std::string_view key,
                const std::vector<std::string_view>& known) {
  return std::ranges::any_of(tree.members, [&](const config::Member& member) {
    return std::ranges::find(known, member.key) == known.end() &&
           config::Nearest(member.key, known) == key;
  });
}

}  // namespace dashflow::graph
