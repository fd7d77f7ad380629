// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/graph/workflow.h"
#include "host/value/value.h"

namespace dashflow::graph {

// Gives a node with `cache:` its CachePolicy::identity. `config` is its `with` with everything
// filled in; REQUIRES: its outputs are bound.
void IdentifyCached(Workflow& workflow, NodeId id, const Value& config);

}  // namespace dashflow::graph
