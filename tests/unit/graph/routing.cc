// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/graph/routing.h"

#include "host/expression/expression.h"
#include "host/value/json.h"

namespace dashflow::graph {
namespace {

std::string Joined(const Workflow& workflow, const Target& target) {
  const Join& join = workflow.joins.at(target.index);
  std::string text = "join " + workflow.nodes.at(join.target).name + "[";
  for (const NodeId source : join.sources)
    text += (text.ends_with('[') ? "" : ", ") + workflow.nodes.at(source).name;
  return text + "]#" + std::to_string(target.position);
}

std::string Fanned(const Workflow& workflow, const Fanout& fanout) {
  const NodePlan& node = workflow.nodes.at(fanout.to);
  std::string text = "each " + fanout.list->source() + " " + node.name + "(";
  for (const SentPort& port : fanout.ports) {
    text += (text.ends_with('(') ? "" : ", ") + node.type->inputs.at(port.slot).name + " = " +
            TextOfSource(workflow, port.source);
  }
  return text + ")";
}

std::string TargetText(const Workflow& workflow, const Target& target) {
  switch (target.kind) {
    case Target::Kind::kEnd:
      return "END";
    case Target::Kind::kNode:
      return workflow.nodes.at(target.index).name;
    case Target::Kind::kJoin:
      return Joined(workflow, target);
    case Target::Kind::kFanout:
      return Fanned(workflow, workflow.fanouts.at(target.index));
  }
  return "?";
}

std::string TargetTexts(const Workflow& workflow, const Arm& arm) {
  std::string text;
  for (const Target& target : arm.to)
    text += (text.empty() ? "" : ", ") + TargetText(workflow, target);
  return text;
}

std::string ArmTexts(const Workflow& workflow, const Edge& edge) {
  std::string text = " {";
  for (std::size_t i = 0; i < edge.arms.size(); ++i) {
    const Arm& arm = edge.arms[i];
    const bool fallback = edge.default_arm == static_cast<int>(i);
    const std::string key = edge.kind == Edge::Kind::kSwitch ? (fallback ? "*" : arm.key)
                            : arm.when == nullptr            ? "always"
                                                             : arm.when->source();
    text += (i == 0 ? "" : "; ") + key + ": " + TargetTexts(workflow, arm);
  }
  return text + "}";
}

std::string EdgeText(const Workflow& workflow, const Edge& edge) {
  switch (edge.kind) {
    case Edge::Kind::kAlways:
      return "always -> " + TargetTexts(workflow, edge.arms.at(0));
    case Edge::Kind::kWhen:
      return "when " + edge.arms.at(0).when->source() + " -> " +
             TargetTexts(workflow, edge.arms.at(0));
    case Edge::Kind::kSwitch:
      return "switch " + edge.subject->source() + ArmTexts(workflow, edge);
    case Edge::Kind::kRoute:
      return "route" + ArmTexts(workflow, edge);
  }
  return "?";
}

}  // namespace

std::string TextOfSource(const Workflow& workflow, const Source& source) {
  switch (source.from) {
    case Source::From::kAbsent:
      return "absent";
    case Source::From::kChannel:
    case Source::From::kHolding:
      return "channel " + workflow.channels.at(source.channel).name;
    case Source::From::kValue:
      return "value " + ToJson(source.value);
    case Source::From::kExpression:
      return "cel " + source.expression->source();
  }
  return "?";
}

std::string RoutingOf(const Workflow& workflow) {
  std::string text;
  for (const Edge& edge : workflow.start) text += "START " + EdgeText(workflow, edge) + "\n";
  for (const NodePlan& node : workflow.nodes) {
    for (const Edge& edge : node.edges) text += node.name + " " + EdgeText(workflow, edge) + "\n";
    for (const Edge& edge : node.gathers)
      text += node.name + " gather " + EdgeText(workflow, edge) + "\n";
  }
  return text;
}

}  // namespace dashflow::graph
