// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/engine/run.h"
#include "host/engine/task/conclude.h"

namespace dashflow::engine {

// How long a cancelled node may take to leave before its attempt is given up. Its thread goes on,
// its result reaches nobody.
inline constexpr std::chrono::milliseconds kCancelGrace{200};

// Asks a run to stop at the next boundary and cancels what it is doing, or lets it end (kDrained).
// [any-thread]
void RequestStop(Run& run, Stop reason);
// Whether it is to stop at the next boundary, or whoever called it is. [any-thread]
bool Drains(const Run& run);

// Cancels every task of the superstep that has not ended. [any-thread]
void CancelTasks(Run& run);

// Raises one attempt's cancel flag, and gives it up when it has not left after the grace.
// [any-thread]
void CancelAttempt(Attempt& attempt);

// Starts another attempt of `task` at `when`; the task keeps its place in the run's barrier (the
// step loop's takes one). With `due`, the same on the wall, a restart does not end the wait.
void StartLater(Run& run, Task& task, MonoTime when, Here here, WallTime due = {});

}  // namespace dashflow::engine
