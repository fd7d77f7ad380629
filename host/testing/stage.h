// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>

#include "host/base/clock.h"
#include "host/graph/definition.h"
#include "host/graph/workflow.h"
#include "host/testing/stand_in.h"

namespace dashflow::testing {

// A workflow whose nodes are replaced where a case says so. Outlives its runs.
class Stage {
 public:
  // `test` and `clock` outlive it. REQUIRES: the workflow was compiled from the test's definition.
  Stage(const graph::Workflow& workflow, const graph::TestDefinition& test, const Clock& clock);
  Stage(const Stage&) = delete;

  const graph::WorkflowPtr& workflow() const { return workflow_; }

 private:
  void Replace(graph::NodePlan& plan, Script script, const Clock& clock);

  graph::WorkflowPtr workflow_;
  std::deque<graph::NodeTypeInfo> slow_types_;  // never moves them
};

}  // namespace dashflow::testing
