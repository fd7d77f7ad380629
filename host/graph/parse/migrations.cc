// SPDX-License-Identifier: Apache-2.0
#include "host/graph/parse/migrations.h"

#include <array>
#include <utility>

#include "host/graph/parse/keys.h"
#include "host/graph/parse/scalars.h"
#include "host/graph/parse/sources.h"

namespace dashflow::graph {
namespace {

using config::Member;
using config::Tree;

constexpr std::string_view kExample = "{from: '*', rename: {old: new}}";

bool IsVersion(std::string_view text) {
  if (text == "*") return true;
  if (!text.starts_with("w-")) return false;
  const std::string_view digits = text.substr(2);
  return digits.size() == 32 &&
         digits.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

void ReadFrom(Findings& findings, const Member& member, MigrationDefinition& out) {
  auto version = ReadName(findings, member.value, "a version, or '*'");
  if (!version) return;
  out.from = *std::move(version);
  if (IsVersion(out.from.name)) return;
  findings
      .Add(out.from.at, "migration_invalid", "'" + out.from.name + "' is no version of a workflow")
      .Fix("write '*', or w- and the 32 digits that `dashflow workflow validate` prints");
}

void ReadRename(Findings& findings, const Member& member, MigrationDefinition& out) {
  if (!CheckMapping(findings, member.value, "'rename'", "rename: {old: new}")) return;
  for (const Member& entry : member.value.members) {
    if (auto name = ReadName(findings, entry.value, "the name of a channel or a node"))
      out.rename.push_back({{entry.key, entry.at}, *std::move(name)});
  }
}

constexpr std::array<Key<MigrationDefinition>, 4> kMigrationKeys{{
    {"from", ReadFrom, true},
    {"rename", ReadRename},
    {"drop",
     [](Findings& findings, const Member& member, MigrationDefinition& out) {
       out.drop = ReadNameList(findings, member, "the name of a channel or a node");
     }},
    {"defaults",
     [](Findings& findings, const Member& member, MigrationDefinition& out) {
       out.defaults = ReadNamedValues(findings, member, "defaults: {channel: value}");
     }},
}};

}  // namespace

void ReadMigrations(Findings& findings, const Member& member, Definition& out) {
  if (!member.value.is_sequence()) {
    findings.Invalid(member.value.at, "'migrate' must be a list")
        .Fix("write migrate: [" + std::string(kExample) + "]");
    return;
  }
  for (const Tree& element : member.value.elements) {
    if (!CheckMapping(findings, element, "a rule of 'migrate'", kExample)) continue;
    ReadKeys<MigrationDefinition>(findings, element, kMigrationKeys, "a rule of 'migrate'",
                                  out.migrations.emplace_back());
  }
}

}  // namespace dashflow::graph
