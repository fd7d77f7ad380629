// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/engine/run.h"
#include "host/executor/executor.h"

namespace dashflow::engine {

// Starts all tasks of the superstep (Run::tasks): inline ones here, the others where their class
// belongs. True when all have ended already; else the run is parked, and the last task to end
// continues it.
bool StartTasks(Run& run);

// Whether the step loop may run the task itself.
bool BelongsInLoop(const Run& run, const Task& task);

// Starts the next attempt of one task outside the step loop.
void StartElsewhere(Run& run, Task& task);

// The executor's bodies: a task of a lane or of the blocking pool (token.run is an Attempt).
void RunTaskBody(executor::Token token) noexcept;

// The node of this attempt has left: the next one that waits for each of its gates, if there is
// one, gets in.
void LeaveGate(Attempt& attempt);

}  // namespace dashflow::engine
