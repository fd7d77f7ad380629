// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/graph/workflow.h"
#include "host/value/value.h"

namespace dashflow::engine {

// The joins of a node to which nothing else leads, by LangGraph's names; null for any other.
Value JoinsInto(const graph::Workflow& workflow, graph::NodeId node);

}  // namespace dashflow::engine
