// SPDX-License-Identifier: Apache-2.0
#include "host/graph/migrate/match.h"

#include <algorithm>

namespace dashflow::graph {
namespace {

std::string Subject(const ShapeChange& change) {
  const bool is_part = change.what == ShapeChange::What::kEdges;
  return std::string(WhatName(change.what)) + (is_part ? " of '" : " '") + change.name + "'";
}

}  // namespace

std::string_view WhatName(ShapeChange::What what) {
  switch (what) {
    case ShapeChange::What::kChannel:
      return "channel";
    case ShapeChange::What::kNode:
      return "node";
    case ShapeChange::What::kEdges:
      return "edges";
  }
  return {};
}

const std::string* RuleReader::NewNameOf(std::string_view name) const {
  if (rule_ == nullptr) return nullptr;
  const auto found = std::ranges::find_if(
      rule_->rename, [name](const auto& renaming) { return renaming.first == name; });
  return found == rule_->rename.end() ? nullptr : &found->second;
}

bool RuleReader::IsNewName(std::string_view name) const {
  return rule_ != nullptr && std::ranges::any_of(rule_->rename, [name](const auto& renaming) {
           return renaming.second == name && renaming.first != name;
         });
}

bool RuleReader::Drops(std::string_view name) const {
  return rule_ != nullptr && std::ranges::find(rule_->drop, name) != rule_->drop.end();
}

const Value* RuleReader::DefaultOf(std::string_view name) const {
  if (rule_ == nullptr) return nullptr;
  const auto found = std::ranges::find_if(rule_->defaults,
                                          [name](const auto& each) { return each.first == name; });
  return found == rule_->defaults.end() ? nullptr : &found->second;
}

std::string ToText(const ShapeChange& change) {
  std::string text = Subject(change);
  switch (change.how) {
    case ShapeChange::How::kAdded:
      return text + " is new";
    case ShapeChange::How::kRemoved:
      return text + " is gone" + (change.detail.empty() ? "" : ": " + change.detail);
    case ShapeChange::How::kChanged:
      return text + ": " + change.detail;
    case ShapeChange::How::kRenamed:
      return text + " is '" + change.detail + "' now";
    case ShapeChange::How::kDropped:
      return text + " is left behind";
  }
  return text;
}

}  // namespace dashflow::graph
