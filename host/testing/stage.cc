// SPDX-License-Identifier: Apache-2.0
#include "host/testing/stage.h"

#include <map>
#include <utility>

namespace dashflow::testing {
namespace {

std::map<std::string, Script> ScriptsOf(const graph::TestDefinition& test) {
  std::map<std::string, Script> scripts;
  for (const auto& mock : test.mock) scripts[mock.node.name].outputs = &mock.outputs;
  for (const auto& failure : test.fail) {
    scripts[failure.node.name].failure = failure.code;
    scripts[failure.node.name].failures = failure.times;
  }
  for (const auto& delay : test.delay) scripts[delay.node.name].delay = delay.time;
  return scripts;
}

}  // namespace

Stage::Stage(const graph::Workflow& workflow, const graph::TestDefinition& test,
             const Clock& clock) {
  auto copy = std::make_shared<graph::Workflow>(workflow);
  for (auto& [name, script] : ScriptsOf(test)) {
    if (const auto node = copy->FindNode(name))
      Replace(copy->nodes[*node], std::move(script), clock);
  }
  workflow_ = std::move(copy);
}

// A node that takes its time must not be called by the step loop, which waits for nobody.
void Stage::Replace(graph::NodePlan& plan, Script script, const Clock& clock) {
  const bool is_slow = script.delay.count() > 0;
  plan.node = std::make_shared<StandIn>(std::move(script), *plan.type, plan.node, clock);
  if (!is_slow) return;
  plan.type = &slow_types_.emplace_back(*plan.type);
  slow_types_.back().exec = graph::ExecClass::kAsync;
}

}  // namespace dashflow::testing
