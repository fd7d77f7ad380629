// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "host/checkpoint/store.h"
#include "host/graph/workflow.h"

namespace dashflow::simulation {

// Folds the stored writes of each superstep of a thread once more into the checkpoint before it;
// one line for each checkpoint that differs. REQUIRES: each superstep has an entry of its own.
std::vector<std::string> Refold(checkpoint::Store& store, const graph::Workflow& workflow,
                                const std::string& thread);

}  // namespace dashflow::simulation
