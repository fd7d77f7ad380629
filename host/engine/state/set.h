// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/engine/run.h"

namespace dashflow::engine {

// Adds what the node's `set:` writes to the result of its task, which has succeeded. Its
// expressions see what an edge of the task would see, and `out`. Errors: those of expressions and
// of folding. [any-thread], while the task is under way
Status AddSetWrites(Run& run, const Task& task, TaskResult& result);

}  // namespace dashflow::engine
