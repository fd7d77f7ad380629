// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "host/graph/workflow.h"

namespace dashflow::cli {

// All nodes in the order in which they can come to run: each before those that follow it, branches
// as they are written. O(edges), whatever the depth.
std::vector<graph::NodeId> RunOrder(const graph::Workflow& workflow);

}  // namespace dashflow::cli
