// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "host/graph/migrate/rule.h"
#include "host/graph/workflow.h"

namespace dashflow::graph {

inline constexpr NodeId kNoNode = UINT32_MAX;

// One thing that two definitions say differently.
struct ShapeChange {
  enum class What : std::uint8_t { kChannel, kNode, kEdges };
  enum class How : std::uint8_t { kAdded, kRemoved, kChanged, kRenamed, kDropped };
  What what = What::kChannel;
  How how = How::kChanged;
  std::string name;      // in the thread's own definition; of what is new, in the other
  std::string detail{};  // "type text.list, now files.list"; of what is renamed, its new name
  bool covered = false;  // a rule says what becomes of it
  std::string advice{};  // of what is not covered: what would cover it
};

// How threads come from one definition to another. Immutable once made. [any-thread]
struct Migration {
  WorkflowPtr from;
  WorkflowPtr to;
  const MigrationRule* rule = nullptr;  // of `to`, for the version of `from`; null = there is none
  std::vector<ShapeChange> changes;     // none: the shapes are equal

  // By the numbers of `from`; kNoNode, kNoChannel = left behind.
  std::vector<NodeId> nodes;
  std::vector<channel::ChannelId> channels;
  std::vector<bool> retyped;  // by channel: its value has to be looked at
  std::vector<std::pair<channel::ChannelId, Value>> defaults;  // of channels of `to`
  // Of nodes that are subworkflows in both, by the number in `from`.
  std::map<NodeId, std::shared_ptr<const Migration>> inner;

  bool covered() const;  // every change is
};

// Compares two definitions. The rule for exactly this version goes before the one for "*"; where
// nothing differs none is applied.
Migration MakeMigration(const WorkflowPtr& from, const WorkflowPtr& to);

// A rule that covers what `migration` does not, with what its own rule says: one entry of
// `migrate:`, as YAML. Names that somebody has to choose stand in <>.
std::string SuggestRule(const Migration& migration);

}  // namespace dashflow::graph
