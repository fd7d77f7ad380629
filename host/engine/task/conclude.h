// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/engine/task/attempt.h"
#include "host/engine/task/here.h"

namespace dashflow::engine {

class Run;

// Ends an attempt with what its node answered: keeps the result, schedules a retry, gives the
// task to a handler, or fails it. The last task of a superstep to end makes the run go on. Late
// ends (after a timeout or cancel) are counted and dropped. True: a task of the step loop is to be
// tried again at once; else the task may belong to another thread already. [any-thread]
bool Conclude(Attempt& attempt, graph::Outcome outcome, Here here);

// Ends an attempt that runs elsewhere from outside: whatever its node does from now on reaches
// nobody. [any-thread]
void GiveUp(Attempt& attempt, const Error& error);

// Conclude at a time of the monotonic clock, or as cancelled when the attempt is cancelled. Takes
// over an async completion.
void ConcludeAt(Attempt& attempt, std::int64_t mono_ns, graph::Outcome outcome);

// A token of the run's barrier is given back; whoever gives the last one makes the run go on.
void Arrive(Run& run, Here here);

// Drives the run here, or hands it to the executor.
void Continue(Run& run, Here here);

}  // namespace dashflow::engine
