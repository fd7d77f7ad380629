// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "host/config/tree.h"
#include "host/graph/findings.h"

namespace dashflow::graph {

// One key of a mapping of the language, and what reads its value into T.
template <class T>
struct Key {
  std::string_view name;
  void (*read)(Findings& findings, const config::Member& member, T& out) = nullptr;
  bool required = false;
  bool runs = true;  // false: the language has it, and this host does not run it yet
};

// `what` names the mapping in messages: "node 'list'".
bool CheckMapping(Findings& findings, const config::Tree& tree, std::string_view what,
                  std::string_view example);
void ReportUnknownKey(Findings& findings, const config::Member& member, std::string_view what,
                      const std::vector<std::string_view>& known);
void ReportMissingKey(Findings& findings, config::Mark at, std::string_view what,
                      std::string_view key);
// `key` is there, but for its spelling: then that was told, and it is not missing.
bool IsMisspelt(const config::Tree& tree, std::string_view key,
                const std::vector<std::string_view>& known);

template <class T>
std::vector<std::string_view> NamesOf(std::span<const Key<T>> keys) {
  std::vector<std::string_view> names;
  for (const Key<T>& key : keys) names.push_back(key.name);
  return names;
}

template <class T>
void ReadMember(Findings& findings, const config::Member& member, std::span<const Key<T>> keys,
                std::string_view what, T& out) {
  for (const Key<T>& key : keys) {
    if (key.name != member.key) continue;
    if (!key.runs) findings.Unsupported(member.at, "'" + member.key + "'");
    key.read(findings, member, out);
    return;
  }
  ReportUnknownKey(findings, member, what, NamesOf(keys));
}

// Reads every member of `tree`, which is a mapping, by its key.
template <class T>
void ReadKeys(Findings& findings, const config::Tree& tree, std::span<const Key<T>> keys,
              std::string_view what, T& out) {
  for (const config::Member& member : tree.members) ReadMember(findings, member, keys, what, out);
  for (const Key<T>& key : keys) {
    if (!key.required || tree.Find(key.name) != nullptr) continue;
    if (!IsMisspelt(tree, key.name, NamesOf(keys)))
      ReportMissingKey(findings, tree.at, what, key.name);
  }
}

}  // namespace dashflow::graph
