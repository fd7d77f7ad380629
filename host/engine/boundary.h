// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/engine/run.h"

namespace dashflow::engine {

// What happens between two supersteps. [serial-per-run]

// Makes the tasks that are due; those that the store knows to be finished are not run again.
void MakeTasks(Run& run);
// After the barrier: nobody but the step loop touches the tasks any more.
void JoinTasks(Run& run);
bool AllDone(const Run& run);

// Decides whether the run ends here: stopped, at its limit, done, or before or after a node that
// waits for a human.
void DecideEnding(Run& run);
// The run ends inside a superstep, since tasks failed, ask or were cancelled. False: parked until
// the store has it.
bool EndInside(Run& run);
// The superstep cannot be applied; its tasks will run again.
bool FailInside(Run& run, Error error);
// The store refused a commit: the run ends as of its last durable checkpoint.
void FailDurability(Run& run, Error error);
// Nobody waits for the subworkflow any more: it ends, and leaves its stream as it is.
void EndGivenUp(Run& run);

// Says what became durable: that the run began, questions, the checkpoint, values.
void AnnounceBoundary(Run& run);

}  // namespace dashflow::engine
