// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "host/checkpoint/type_version.h"
#include "host/graph/workflow.h"

namespace dashflow::engine {

inline constexpr std::uint32_t kNoType = UINT32_MAX;

// The node types of a workflow, each once, with the versions that are installed. Those that no
// plugin has, such as subworkflows, are not among them. Immutable. [any-thread]
class TypeTable {
 public:
  explicit TypeTable(const graph::Workflow& workflow);

  std::size_t size() const { return types_.size(); }
  const checkpoint::TypeVersionPtr& at(std::uint32_t type) const { return types_[type]; }
  // kNoType = it is not among them.
  std::uint32_t of(graph::NodeId node) const { return by_node_[node]; }
  std::uint32_t Find(std::string_view name) const;

 private:
  std::vector<checkpoint::TypeVersionPtr> types_;  // sorted by name
  std::vector<std::uint32_t> by_node_;
};

}  // namespace dashflow::engine
