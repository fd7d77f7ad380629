// SPDX-License-Identifier: Apache-2.0
#include "host/engine/types/type_table.h"

#include <algorithm>
#include <map>

namespace dashflow::engine {
namespace {

const std::string& NameOf(const checkpoint::TypeVersionPtr& type) { return type->type; }

}  // namespace

TypeTable::TypeTable(const graph::Workflow& workflow) {
  std::map<std::string_view, const graph::NodeTypeInfo*> versioned;
  for (const graph::NodePlan& plan : workflow.nodes) {
    if (!plan.type->plugin_version.empty()) versioned.emplace(plan.type->name, plan.type);
  }
  for (const auto& [name, type] : versioned) {
    types_.push_back(std::make_shared<const checkpoint::TypeVersion>(
        checkpoint::TypeVersion{type->name, type->plugin_version}));
  }
  for (const graph::NodePlan& plan : workflow.nodes) by_node_.push_back(Find(plan.type->name));
}

std::uint32_t TypeTable::Find(std::string_view name) const {
  const auto at = std::ranges::lower_bound(types_, name, {}, NameOf);
  const bool found = at != types_.end() && (*at)->type == name;
  return found ? static_cast<std::uint32_t>(at - types_.begin()) : kNoType;
}

}  // namespace dashflow::engine
