// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include "host/checkpoint/entry.h"
#include "host/engine/tally/tally.h"
#include "host/engine/task/gate.h"
#include "host/engine/types/type_table.h"
#include "host/executor/executor.h"
#include "host/graph/workflow.h"

namespace dashflow::engine {

class Program;
class RunPool;

using ProgramPtr = std::shared_ptr<const Program>;

// Whether the step loop may run a node itself: it never blocks, nothing can want to give it up,
// and no other task could run beside it.
enum class InLoop : std::uint8_t {
  kNever,
  kAlone,  // as the only task of its superstep
  kAlways,
};

// What the logs of a workflow's runs begin with.
std::shared_ptr<const checkpoint::Names> NamesOf(const graph::Workflow& workflow);

// A compiled workflow on an executor: what all its runs share. Immutable but for the gates and the
// pool.
// [any-thread]
class Program {
 public:
  // `inner`: by node, the programs of its subworkflows; empty when there are none. `tallies`
  // outlives it; null = nothing is counted.
  Program(graph::WorkflowPtr workflow, std::unique_ptr<executor::Lanes> lanes, Gates& host_gates,
          std::vector<ProgramPtr> inner, Tallies* tallies);
  ~Program();

  const graph::Workflow& workflow() const { return *workflow_; }
  const graph::WorkflowPtr& workflow_ptr() const { return workflow_; }
  executor::Lanes& lanes() const { return *lanes_; }
  // Null when any number of tasks of the node's type may run at once.
  Gate* gate(graph::NodeId node) const { return gates_[node]; }
  // Of a node that is a subworkflow.
  const ProgramPtr& inner(graph::NodeId node) const { return inner_[node]; }
  InLoop in_loop(graph::NodeId node) const { return in_loop_[node]; }
  // Where its runs, and the tasks of a node, are counted; null = nowhere.
  RunTally* tally() const { return tally_; }
  NodeTally* tally(graph::NodeId node) const { return tally_ == nullptr ? nullptr : nodes_[node]; }
  // Null when any number of tasks of the node may run at once in the host. REQUIRES: has_limits.
  Gate* host_gate(graph::NodeId node) const { return limits_[node]; }
  // Whether a node has `concurrency:`.
  bool has_limits() const { return has_limits_; }
  // Whether a run may have to stop at a node (`interrupt:`).
  bool has_interrupts() const { return has_interrupts_; }
  bool has_gathers() const { return has_gathers_; }
  // A channel's name as a key that all objects share.
  const Value& key(channel::ChannelId channel) const { return keys_[channel]; }
  const std::shared_ptr<const checkpoint::Names>& names() const { return names_; }
  const TypeTable& types() const { return types_; }
  RunPool& runs() const { return *runs_; }
  // Whether the channel's reducer has a memo.
  bool remembers(channel::ChannelId channel) const { return remembers_[channel]; }
  // The channels whose value goes when a superstep does not write it.
  const std::vector<channel::ChannelId>& expiring() const { return expiring_; }
  // The channels that can be read only once nothing else is due.
  const std::vector<channel::ChannelId>& holding() const { return holding_; }

 private:
  graph::WorkflowPtr workflow_;
  std::vector<ProgramPtr> inner_;
  RunTally* tally_ = nullptr;
  std::vector<NodeTally*> nodes_;  // empty when nothing is counted
  std::vector<std::unique_ptr<Gate>> own_gates_;
  std::vector<Gate*> gates_;
  std::vector<InLoop> in_loop_;
  std::vector<Gate*> limits_;  // empty when no node has a limit
  std::vector<channel::ChannelId> expiring_;
  std::vector<bool> remembers_;
  std::vector<channel::ChannelId> holding_;
  bool has_limits_;
  bool has_interrupts_;
  bool has_gathers_;
  std::vector<Value> keys_;
  std::shared_ptr<const checkpoint::Names> names_;
  TypeTable types_;
  std::unique_ptr<executor::Lanes> lanes_;
  std::unique_ptr<RunPool> runs_;
};

}  // namespace dashflow::engine
