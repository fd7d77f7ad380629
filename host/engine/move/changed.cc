// SPDX-License-Identifier: Apache-2.0
#include "host/engine/move/changed.h"

#include <algorithm>

#include "host/graph/migrate/match.h"

namespace dashflow::engine {
namespace {

constexpr std::size_t kMostNamed = 4;

Error Changed(const checkpoint::ThreadRecord& record) {
  return Error("workflow_changed", "thread " + record.id +
                                       " began with another shape of workflow '" + record.workflow +
                                       "'")
      .Operation("move thread")
      .Resource(record.id);
}

std::string Uncovered(const graph::Migration& migration) {
  std::string text;
  std::size_t count = 0;
  for (const graph::ShapeChange& change : migration.changes) {
    if (change.covered) continue;
    if (count < kMostNamed) text.append(count == 0 ? "" : "; ").append(ToText(change));
    ++count;
  }
  if (count > kMostNamed) text += "; and " + std::to_string(count - kMostNamed) + " more";
  return text;
}

}  // namespace

Error NotCovered(const checkpoint::ThreadRecord& record, const graph::Migration& migration) {
  return Changed(record)
      .Cause("it began with version " + record.version + ", this is " + migration.to->version +
             ", and no rule covers: " + Uncovered(migration))
      .Fix("resume it with its own definition, or write migrate: [" + SuggestRule(migration) + "]");
}

Error NotItsOwn(const checkpoint::ThreadRecord& record, const graph::Workflow& workflow) {
  Error error = Changed(record);
  if (record.version != workflow.version)
    return error.Cause("it is on version " + record.version + ", this is " + workflow.version);
  return error
      .Cause("the node types that are installed make another graph of version " + record.version)
      .Fix("install the versions of the plugins that it began with");
}

}  // namespace dashflow::engine
