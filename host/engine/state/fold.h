// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/engine/run.h"

namespace dashflow::engine {

// Folds the writes of the superstep's tasks into the channels, in task order, follows the edges,
// and makes the result the run's state. All or nothing: after an error the state is as it was.
// [serial-per-run]
Status FoldAndRoute(Run& run);

// Folds the writes, and leaves what is due as it is.
Status FoldBeside(Run& run);

// The writes of the input, as if START had made them, and START's edges.
Status FoldInput(Run& run, const std::vector<channel::Write>& writes);

// Writes between two supersteps: the state stays that of the last one, and no edge is followed.
Status FoldBetween(Run& run, const std::vector<channel::Write>& writes);

}  // namespace dashflow::engine
