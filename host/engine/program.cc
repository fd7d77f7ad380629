// SPDX-License-Identifier: Apache-2.0
#include "host/engine/program.h"

#include <algorithm>

#include "host/engine/run_pool.h"

namespace dashflow::engine {
namespace {

bool HasLimit(const graph::NodePlan& plan) {
  return plan.concurrency > 0 || plan.host_concurrency > 0;
}

// A limit in the host holds for all versions of a workflow.
Gate* HostGate(const graph::Workflow& workflow, const graph::NodePlan& plan, Gates& gates) {
  if (plan.host_concurrency == 0) return nullptr;
  return &gates.Of(workflow.name + '\n' + plan.name, plan.host_concurrency);
}

bool HasInterrupt(const graph::NodePlan& plan) {
  return plan.interrupt_before || plan.interrupt_after;
}

InLoop InLoopOf(const graph::NodePlan& plan, const Gate* gate) {
  if (gate != nullptr || HasLimit(plan) || plan.cache) return InLoop::kNever;
  if (plan.type->exec == graph::ExecClass::kInline) return InLoop::kAlways;
  const bool timed = plan.timeout.attempt.count() > 0 || plan.timeout.idle.count() > 0 ||
                     plan.timeout.total.count() > 0;
  const bool computes = plan.type->exec == graph::ExecClass::kCompute;
  return computes && !timed ? InLoop::kAlone : InLoop::kNever;
}

std::vector<NodeTally*> NodeTallies(const graph::Workflow& workflow, Tallies* tallies) {
  std::vector<NodeTally*> nodes;
  if (tallies == nullptr) return nodes;
  for (const graph::NodePlan& plan : workflow.nodes)
    nodes.push_back(&tallies->OfType(plan.type->name));
  return nodes;
}

bool HasMemo(const channel::Channel& channel) {
  return channel.reducer != nullptr && channel.reducer->NewMemo() != nullptr;
}

bool HasGathers(const graph::NodePlan& plan) { return !plan.gathers.empty(); }

}  // namespace

std::shared_ptr<const checkpoint::Names> NamesOf(const graph::Workflow& workflow) {
  auto names = std::make_shared<checkpoint::Names>();
  names->workflow = workflow.name;
  names->version = workflow.version;
  for (const auto& channel : workflow.channels) names->channels.push_back(channel.name);
  for (const auto& node : workflow.nodes) names->nodes.push_back(node.name);
  names->encoded = checkpoint::EncodeNames(*names);
  return names;
}

Program::Program(graph::WorkflowPtr workflow, std::unique_ptr<executor::Lanes> lanes,
                 Gates& host_gates, std::vector<ProgramPtr> inner, Tallies* tallies)
    : workflow_(std::move(workflow)),
      inner_(std::move(inner)),
      tally_(tallies == nullptr ? nullptr : &tallies->OfWorkflow(workflow_->name)),
      nodes_(NodeTallies(*workflow_, tallies)),
      gates_(workflow_->nodes.size(), nullptr),
      has_limits_(std::ranges::any_of(workflow_->nodes, HasLimit)),
      has_interrupts_(std::ranges::any_of(workflow_->nodes, HasInterrupt)),
      has_gathers_(std::ranges::any_of(workflow_->nodes, HasGathers)),
      names_(NamesOf(*workflow_)),
      types_(*workflow_),
      lanes_(std::move(lanes)),
      runs_(std::make_unique<RunPool>()) {
  for (graph::NodeId id = 0; id < workflow_->nodes.size(); ++id) {
    const graph::NodeTypeInfo& type = *workflow_->nodes[id].type;
    if (type.concurrency == graph::Concurrency::kSerialType)
      gates_[id] = &host_gates.Of(type.name, 1);
    if (type.concurrency == graph::Concurrency::kSerialInstance) {
      gates_[id] = own_gates_.emplace_back(std::make_unique<Gate>(1)).get();
    }
    in_loop_.push_back(InLoopOf(workflow_->nodes[id], gates_[id]));
  }
  for (const graph::NodePlan& plan : workflow_->nodes) {
    if (has_limits_) limits_.push_back(HostGate(*workflow_, plan, host_gates));
  }
  for (channel::ChannelId id = 0; id < workflow_->channels.size(); ++id) {
    remembers_.push_back(HasMemo(workflow_->channels[id]));
    keys_.emplace_back(workflow_->channels[id].name);
    if (channel::Expires(workflow_->channels[id].keep)) expiring_.push_back(id);
    if (workflow_->channels[id].keep == channel::Keep::kAfterFinish) holding_.push_back(id);
  }
}

Program::~Program() = default;

}  // namespace dashflow::engine
