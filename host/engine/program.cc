// SPDX-License-Identifier: Apache-2.0
#include "host/engine/program.h"

namespace dashflow::engine {

Program::Program(graph::WorkflowPtr workflow, std::unique_ptr<executor::Lanes> lanes,
                 Gates& type_gates)
    : workflow_(std::move(workflow)),
      gates_(workflow_->nodes.size(), nullptr),
      lanes_(std::move(lanes)) {
  for (graph::NodeId id = 0; id < workflow_->nodes.size(); ++id) {
    const graph::NodeTypeInfo& type = *workflow_->nodes[id].type;
    if (type.concurrency == graph::Concurrency::kSerialType) gates_[id] = &type_gates.Of(type.name);
    if (type.concurrency == graph::Concurrency::kSerialInstance) {
      gates_[id] = own_gates_.emplace_back(std::make_unique<Gate>(1)).get();
    }
  }
  for (channel::ChannelId id = 0; id < workflow_->channels.size(); ++id) {
    if (channel::Expires(workflow_->channels[id].keep)) expiring_.push_back(id);
  }
}

}  // namespace dashflow::engine
