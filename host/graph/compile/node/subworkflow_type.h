// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>

#include "host/graph/compile/build.h"

namespace dashflow::graph {

// A compiled workflow as a node type of those that use it: its input and output are the ports.
class SubworkflowType final : public NodeType {
 public:
  explicit SubworkflowType(WorkflowPtr workflow);

  const NodeTypeInfo& info() const override { return info_; }
  const WorkflowPtr& workflow() const { return workflow_; }
  Result<std::unique_ptr<Node>> Create(const Value& config) const override;

 private:
  WorkflowPtr workflow_;
  NodeTypeInfo info_;
};

// The subworkflows of one compilation.
class SubworkflowTypes {
 public:
  // Compiles it, with its mistakes into `build`, when a node first uses it. Null when it has some;
  // else `build`'s workflow owns it too. REQUIRES: node.subworkflow.
  const NodeType* Find(Build& build, const NodeDefinition& node);
  WorkflowPtr WorkflowOf(const NodeDefinition& node) const;  // null = not compiled

 private:
  using TypePtr = std::shared_ptr<const SubworkflowType>;
  TypePtr Compile(Build& build, const NodeDefinition& node);

  std::map<const Definition*, TypePtr> known_;
};

}  // namespace dashflow::graph
