// SPDX-License-Identifier: Apache-2.0
#include "host/graph/migrate/migration.h"

#include <algorithm>

#include "host/graph/migrate/match.h"

namespace dashflow::graph {
namespace {

const MigrationRule* RuleFor(const Workflow& workflow, std::string_view version) {
  for (const std::string_view from : {version, std::string_view("*")}) {
    const auto found = std::ranges::find(workflow.migrations, from, &MigrationRule::from);
    if (found != workflow.migrations.end()) return &*found;
  }
  return nullptr;
}

Migration Compare(const WorkflowPtr& from, const WorkflowPtr& to, const MigrationRule* rule) {
  Migration migration;
  migration.from = from;
  migration.to = to;
  migration.rule = rule;
  MatchChannels(migration);
  MatchNodes(migration);
  MatchEdges(migration);
  return migration;
}

}  // namespace

bool Migration::covered() const { return std::ranges::all_of(changes, &ShapeChange::covered); }

Migration MakeMigration(const WorkflowPtr& from, const WorkflowPtr& to) {
  Migration plain = Compare(from, to, nullptr);
  const MigrationRule* rule = RuleFor(*to, from->version);
  return plain.changes.empty() || rule == nullptr ? plain : Compare(from, to, rule);
}

}  // namespace dashflow::graph
