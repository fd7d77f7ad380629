// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "host/graph/workflow.h"

namespace dashflow::graph {

// The nodes that an edge may lead to; joins and fan-outs count as edges to their target.
void AppendTargets(const Workflow& workflow, const Edge& edge, std::vector<NodeId>& out);

// Everything that may run after `node`: edges, gathers and jumps.
std::vector<NodeId> Successors(const Workflow& workflow, const NodePlan& node);

// What runs after `node` whatever the state: edges without condition that lead to nodes.
std::vector<NodeId> CertainSuccessors(const NodePlan& node);

}  // namespace dashflow::graph
