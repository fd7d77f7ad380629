// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "host/config/scalar.h"
#include "host/graph/compile/node/subworkflow_type.h"
#include "host/graph/compile/stages.h"

namespace dashflow::graph {
namespace {

bool IsSeparator(char c) {
  return static_cast<unsigned char>(c) <= ' ' || c == '&' || c == '|' || c == ':';
}

// Readers that are not ours make a value of it wherever it stands without quotes.
void WarnOddName(Build& build, const NameRef& name) {
  const auto value = config::ReadPlainScalar(name.name);
  if (value.has_value() && value->is_string()) return;
  build.findings
      .Warn(name.at, "odd_name", "'" + name.name + "' names a node here, and is no text to YAML")
      .Fix("choose another name, or quote it wherever it stands");
}

void CheckName(Build& build, const NameRef& name) {
  if (name.name == "START" || name.name == "END" || name.name == "*") {
    build.findings.Add(name.at, "name_reserved", "'" + name.name + "' is reserved")
        .Fix("choose another name");
    return;
  }
  const bool odd = name.name.empty() || std::ranges::any_of(name.name, IsSeparator) ||
                   name.name.find("->") != std::string::npos;
  if (!odd) return WarnOddName(build, name);
  build.findings.Add(name.at, "name_invalid", "'" + name.name + "' cannot name a node")
      .Fix("a name has no blanks, `&`, `|`, `:` and `->`");
}

const NodeType* FindType(Build& build, const NodeDefinition& node) {
  if (node.subworkflow != nullptr) return build.subworkflows.Find(build, node);
  if (node.type.name.empty()) return nullptr;
  const NodeType* type = build.context.types.Find(node.type.name);
  if (type == nullptr) {
    build.findings.Add(node.type.at, build.context.types.WhyNot(node.type.name))
        .In(build.PlaceOf(node.type.at, node.name.name));
  }
  return type;
}

void CheckTimeout(Build& build, const NodeDefinition& node) {
  const TimeoutPolicy timeout = node.rules.timeout.value_or(TimeoutPolicy{});
  const bool bounded = timeout.total.count() != 0;
  if (!bounded || std::max(timeout.attempt, timeout.idle) <= timeout.total) return;
  build.findings
      .Add(node.name.at, "timeout_order",
           "the total timeout of node '" + node.name.name + "' is shorter than one attempt's")
      .Fix("raise total:, or lower attempt:");
}

// `defaults:` may say of all nodes what only subworkflows do.
SubCheckpoint CheckpointOf(const NodeDefinition& node) {
  const auto asked = node.rules.checkpoint.value_or(SubCheckpoint::kInherit);
  const bool applies = node.subworkflow != nullptr || asked != SubCheckpoint::kNone;
  return applies ? asked : SubCheckpoint::kInherit;
}

NodePlan Plan(Build& build, const NodeDefinition& node, const NodeType* type) {
  NodePlan plan;
  plan.name = node.name.name;
  plan.type = type == nullptr ? nullptr : &type->info();
  if (node.subworkflow != nullptr) plan.subworkflow = build.subworkflows.WorkflowOf(node);
  plan.retry = node.rules.retry.value_or(std::vector<RetryPolicy>{});
  plan.timeout = node.rules.timeout.value_or(TimeoutPolicy{});
  plan.concurrency = node.rules.concurrency.value_or(0);
  plan.checkpoint = CheckpointOf(node);
  plan.host_concurrency = node.rules.host_concurrency.value_or(0);
  plan.place = build.PlaceOf(node.name.at, node.name.name);
  return plan;
}

void Defer(const NodeDefinition& node, Workflow& workflow) {
  if (!node.rules.defer.value_or(false)) return;
  workflow.nodes.back().deferral = static_cast<std::uint32_t>(workflow.deferred.size());
  workflow.deferred.push_back(static_cast<NodeId>(workflow.nodes.size() - 1));
}

}  // namespace

void NumberNodes(Build& build) {
  std::vector<const NodeDefinition*> sorted;
  sorted.reserve(build.definition.nodes.size());
  for (const NodeDefinition& node : build.definition.nodes) sorted.push_back(&node);
  std::ranges::sort(sorted, {},
                    [](const NodeDefinition* node) { return std::string_view(node->name.name); });
  Workflow& workflow = *build.workflow;
  workflow.nodes.reserve(sorted.size());
  workflow.node_ids.reserve(sorted.size());
  for (const NodeDefinition* node : sorted) {
    CheckName(build, node->name);
    CheckTimeout(build, *node);
    const NodeType* type = FindType(build, *node);
    workflow.node_ids.emplace(node->name.name, static_cast<NodeId>(workflow.nodes.size()));
    workflow.nodes.push_back(Plan(build, *node, type));
    Defer(*node, workflow);
    build.nodes.push_back({node, type});
  }
}

}  // namespace dashflow::graph
