// SPDX-License-Identifier: Apache-2.0
#include <unordered_set>

#include "host/graph/compile/stages.h"
#include "host/graph/compile/type_set.h"

namespace dashflow::graph {
namespace {

void CheckDefault(Build& build, const NamedValue& given) {
  const auto id = build.FindChannel(given.name);
  if (!id) return;
  const TypeSet wanted = TypeSet::OfContent(build.workflow->channels[*id]);
  if (wanted.Meets(TypeSet::OfValue(given.value))) return;
  build.findings
      .Add(given.at, "type_mismatch",
           "channel '" + given.name.name + "' is " + wanted.Name() + ", this is " +
               TypeSet::OfValue(given.value).Name())
      .Fix("change the value, or the schema under state:");
}

void CheckMigration(Build& build, const MigrationDefinition& rule) {
  std::unordered_set<std::string> filled;
  for (const Renaming& renaming : rule.rename) {
    build.FindChannel(renaming.after);
    if (filled.insert(renaming.after.name).second) continue;
    build.findings
        .Add(renaming.after.at, "migration_invalid",
             "two channels are renamed to '" + renaming.after.name + "'")
        .Fix("remove one of the two");
  }
  for (const NamedValue& given : rule.defaults) CheckDefault(build, given);
}

}  // namespace

void CheckMigrations(Build& build) {
  std::unordered_set<std::string> versions;
  for (const MigrationDefinition& rule : build.definition.migrations) {
    CheckMigration(build, rule);
    if (rule.from.name.empty() || versions.insert(rule.from.name).second) continue;
    build.findings
        .Add(rule.from.at, "migration_invalid",
             "there is a rule for '" + rule.from.name + "' already")
        .Fix("make one rule of the two");
  }
}

}  // namespace dashflow::graph
