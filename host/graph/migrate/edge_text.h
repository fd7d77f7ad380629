// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "host/graph/workflow.h"

namespace dashflow::graph {

// What a node is called in the text.
using NodeNamer = std::function<std::string(NodeId)>;

// Where the edges of START, or of a node, lead, and which handlers it has: a line to read and to
// compare, such as "-> a, when -> b, gather -> c". Conditions are not part of it.
std::string StartText(const Workflow& workflow, const NodeNamer& name);
std::string EdgesText(const Workflow& workflow, NodeId node, const NodeNamer& name);

}  // namespace dashflow::graph
