// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/engine/run.h"

// `on_failure:`, the last superstep of a run that fails, takes too long or is cancelled. Its writes
// become the state; what was due stays due, so that the thread can be resumed, and the run keeps
// its ending. Tasks are known by the superstep that is theirs without it, so that they keep their
// keys, and the subworkflows that they have called. The ending is final only with it: after a crash
// in between it runs again. [serial-per-run]
namespace dashflow::engine {

inline bool OwesOnFailure(const Run& run) {
  using checkpoint::ThreadStatus;
  if (!run.ending || !run.workflow.on_failure || run.on_failure != Run::OnFailure::kOpen)
    return false;
  const bool goes_on = run.error && run.error->code() == "drained";  // after the next start
  return !goes_on && *run.ending != ThreadStatus::kDone && *run.ending != ThreadStatus::kWaiting;
}

// What the log says of it in the meantime: State::failing.
Value FailingValue(const Run& run);
// Takes the ending of a run that was cut off before its node had run.
void TakeFailing(Run& run);

// Starts its one task. False: parked until it has ended.
bool StartOnFailure(Run& run);
// It has ended. False: parked until the store has it.
bool EndOnFailure(Run& run);

}  // namespace dashflow::engine
