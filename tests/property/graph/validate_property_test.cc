// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/property/graph/random_yaml.h"
#include "tests/support/graph/fake_types.h"

namespace dashflow::graph {
namespace {

void CheckTarget(const Workflow& workflow, const Target& target, bool joinable) {
  switch (target.kind) {
    case Target::Kind::kEnd:
      return;
    case Target::Kind::kNode:
      RC_ASSERT(target.index < workflow.nodes.size());
      return;
    case Target::Kind::kFanout:
      RC_ASSERT(target.index < workflow.fanouts.size());
      RC_ASSERT(static_cast<bool>(workflow.fanouts[target.index].list));
      RC_ASSERT(workflow.fanouts[target.index].to < workflow.nodes.size());
      return;
    case Target::Kind::kJoin:
      RC_ASSERT(joinable);
      RC_ASSERT(target.index < workflow.joins.size());
      RC_ASSERT(target.position < workflow.joins[target.index].sources.size());
  }
}

void CheckEdge(const Workflow& workflow, const Edge& edge, bool joinable) {
  RC_ASSERT(!edge.arms.empty());
  RC_ASSERT((edge.kind == Edge::Kind::kSwitch) == static_cast<bool>(edge.subject));
  RC_ASSERT(edge.default_arm < static_cast<int>(edge.arms.size()));
  RC_ASSERT(edge.place.line > 0);
  for (const Arm& arm : edge.arms) {
    RC_ASSERT(!arm.to.empty());
    if (edge.kind == Edge::Kind::kWhen) RC_ASSERT(static_cast<bool>(arm.when));
    for (const Target& target : arm.to) CheckTarget(workflow, target, joinable);
  }
}

// What the engine relies on without looking.
void CheckWhole(const Workflow& workflow) {
  RC_ASSERT(!workflow.start.empty());
  for (const Edge& edge : workflow.start) CheckEdge(workflow, edge, false);
  for (std::size_t i = 0; i < workflow.nodes.size(); ++i) {
    const NodePlan& node = workflow.nodes[i];
    if (i > 0) RC_ASSERT(workflow.nodes[i - 1].name < node.name);
    RC_ASSERT(static_cast<bool>(node.node));
    RC_ASSERT(node.inputs.size() == node.type->inputs.size());
    RC_ASSERT(node.outputs.size() == node.type->outputs.size());
    for (const Edge& edge : node.edges) CheckEdge(workflow, edge, true);
    for (const Edge& edge : node.gathers) CheckEdge(workflow, edge, false);
  }
}

void CheckError(const Error& error) {
  RC_ASSERT(!error.code().empty());
  RC_ASSERT(!error.message().empty());
  RC_ASSERT(!error.fix().empty());
  RC_ASSERT(error.place().line > 0);
  RC_ASSERT(error.place().column > 0);
}

void CheckReport(const Compiled& compiled) {
  RC_ASSERT(compiled.ok() == compiled.errors().empty());
  Place before;
  for (const Error& error : compiled.errors()) {
    CheckError(error);
    RC_ASSERT(std::pair(before.line, before.column) <=
              std::pair(error.place().line, error.place().column));
    before = error.place();
  }
  if (compiled.ok()) CheckWhole(compiled.workflow());
}

RC_GTEST_PROP(Validate, EitherGivesAWholeWorkflowOrSaysWhatIsWrong, ()) {
  const Compiled compiled(*AnyWorkflow());
  RC_TAG(compiled.ok());
  CheckReport(compiled);
}

RC_GTEST_PROP(Validate, TakesEveryValidWorkflow, ()) {
  const std::string yaml = *ValidWorkflow();
  const Compiled compiled(yaml);
  if (!compiled.ok()) RC_FAIL(yaml + compiled.ErrorText());
  CheckReport(compiled);
}

RC_GTEST_PROP(Validate, SurvivesDamagedText, ()) {
  const Compiled compiled(*Damaged(*ValidWorkflow()));
  RC_TAG(compiled.ok());
  CheckReport(compiled);
}

RC_GTEST_PROP(Validate, GivesTheSameTwice, ()) {
  const std::string yaml = *AnyWorkflow();
  const Compiled first(yaml);
  const Compiled second(yaml);
  RC_ASSERT(first.ErrorText() == second.ErrorText());
  RC_ASSERT(first.WarningText() == second.WarningText());
  if (first.ok()) {
    RC_ASSERT(first.workflow().version == second.workflow().version);
    RC_ASSERT(first.workflow().shape == second.workflow().shape);
  }
}

}  // namespace
}  // namespace dashflow::graph
