// SPDX-License-Identifier: Apache-2.0
#include "host/graph/compile/node/cached_identity.h"

#include "host/value/builder.h"
#include "host/value/flat.h"

namespace dashflow::graph {
namespace {

Value NamesOfOutputs(const Workflow& workflow, const NodePlan& plan) {
  ArrayBuilder names;
  for (const channel::ChannelId id : plan.outputs)
    names.Add(id == kNoChannel ? Value() : Value(workflow.channels[id].name));
  return std::move(names).Build();
}

}  // namespace

void IdentifyCached(Workflow& workflow, NodeId id, const Value& config) {
  NodePlan& plan = workflow.nodes[id];
  if (!plan.cache) return;
  ArrayBuilder identity;
  identity.Add(workflow.name);
  identity.Add(plan.name);
  identity.Add(plan.type->name);
  identity.Add(plan.type->plugin_version);
  identity.Add(config);
  identity.Add(NamesOfOutputs(workflow, plan));
  plan.cache->identity = ToFlat(std::move(identity).Build());
}

}  // namespace dashflow::graph
