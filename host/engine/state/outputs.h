// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "host/engine/run.h"

namespace dashflow::engine {

// The workflow's output channels that have a value, in the order declared; the bare value of
// `root:`.
Value OutputValue(const Run& run);
// Every channel that has a value.
Value StateValue(const Run& run);
// Names of the nodes that are due, each once.
Value NextNodes(const Run& run);
// Questions of the superstep that wait for an answer.
std::vector<WaitingQuestion> Questions(const Run& run);

}  // namespace dashflow::engine
