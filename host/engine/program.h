// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include "host/engine/task/gate.h"
#include "host/executor/executor.h"
#include "host/graph/workflow.h"

namespace dashflow::engine {

// A compiled workflow on an executor: what all its runs share. Immutable but for the gates.
// [any-thread]
class Program {
 public:
  Program(graph::WorkflowPtr workflow, std::unique_ptr<executor::Lanes> lanes, Gates& type_gates);

  const graph::Workflow& workflow() const { return *workflow_; }
  const graph::WorkflowPtr& workflow_ptr() const { return workflow_; }
  executor::Lanes& lanes() const { return *lanes_; }
  // Null when any number of tasks of the node may run at once.
  Gate* gate(graph::NodeId node) const { return gates_[node]; }
  // The channels whose value goes when a superstep does not write it.
  const std::vector<channel::ChannelId>& expiring() const { return expiring_; }

 private:
  graph::WorkflowPtr workflow_;
  std::vector<std::unique_ptr<Gate>> own_gates_;
  std::vector<Gate*> gates_;
  std::vector<channel::ChannelId> expiring_;
  std::unique_ptr<executor::Lanes> lanes_;
};

using ProgramPtr = std::shared_ptr<const Program>;

}  // namespace dashflow::engine
