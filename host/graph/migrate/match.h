// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "host/graph/migrate/migration.h"

namespace dashflow::graph {

// What a rule says about names. Without a rule it says nothing.
class RuleReader {
 public:
  explicit RuleReader(const MigrationRule* rule) : rule_(rule) {}

  bool is_there() const { return rule_ != nullptr; }
  const std::string* NewNameOf(std::string_view name) const;  // null = it is not renamed
  bool IsNewName(std::string_view name) const;                // something is renamed so
  bool Drops(std::string_view name) const;
  const Value* DefaultOf(std::string_view name) const;

 private:
  const MigrationRule* rule_;
};

// Each fills its part of `migration`, whose definitions and rule are there, and adds the changes.
void MatchChannels(Migration& migration);
void MatchNodes(Migration& migration);
void MatchEdges(Migration& migration);  // after MatchNodes

// What a channel keeps, without its name: two of the same text take the same values.
std::string ContentText(const channel::Channel& channel);

std::string_view WhatName(ShapeChange::What what);  // "channel", "node", "edges"
// A change in words: "channel 'draft' is gone".
std::string ToText(const ShapeChange& change);

}  // namespace dashflow::graph
