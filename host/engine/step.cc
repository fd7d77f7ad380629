// SPDX-License-Identifier: Apache-2.0
#include "host/engine/step.h"

#include "host/base/failpoint.h"
#include "host/engine/boundary.h"
#include "host/engine/call/workflow_call.h"
#include "host/engine/failure/on_failure.h"
#include "host/engine/finish.h"
#include "host/engine/record/reader.h"
#include "host/engine/state/fold.h"
#include "host/engine/state/route.h"
#include "host/engine/task/dispatch.h"

namespace dashflow::engine {
namespace {

// The tasks that are due are started. False: the run is parked until the last of them has ended.
bool StartStep(Run& run) {
  MakeTasks(run);
  run.announcer.StepStarted();
  DF_FAILPOINT("step.before_tasks");
  run.phase = Phase::kEnded;
  return StartTasks(run);
}

// All tasks have ended: their writes become the state, their edges the next frontier, and both are
// made durable. False: parked until the store has answered.
bool EndStep(Run& run) {
  run.phase = Phase::kCommitted;
  ++run.steps_run;
  if (RunTally* const tally = run.program->tally()) tally->counts.Add(RunTally::kSteps);
  JoinTasks(run);
  if (run.on_failure == Run::OnFailure::kRunning) return EndOnFailure(run);
  if (!AllDone(run)) return EndInside(run);
  const Status folded = FoldAndRoute(run);
  if (folded.has_error()) return FailInside(run, folded.error());
  DecideEnding(run);
  return run.journal.Step();
}

// A store may answer, and the run end on its thread, before a commit returns to the loop.
RunPtr Kept(Run& run) { return run.journal.enabled() ? RunPtr(&run) : RunPtr(); }

// A subworkflow whose task ended without it, while the store was slow, or one in it: nobody hears
// of it any more, and its stream may be another's by now.
bool IsGivenUp(const Run& run) {
  for (const Run* inner = &run; inner->caller; inner = &inner->caller->by()) {
    if (inner->caller->attempt().claimed()) return true;
  }
  return false;
}

// The superstep is durable: now it is announced.
void Announce(Run& run) {
  if (auto failure = run.journal.Failure()) return FailDurability(run, std::move(*failure));
  if (IsGivenUp(run)) return EndGivenUp(run);
  DF_FAILPOINT("step.after_commit");
  AnnounceBoundary(run);
  run.phase = Phase::kDue;
}

// Between two supersteps. False: the run is parked, or over and maybe gone.
bool GoOn(Run& run, int& budget) {
  if (OwesOnFailure(run)) return StartOnFailure(run);
  if (run.ending) return Finish(run), false;
  if (!ReaderKeepsUp(run)) return false;
  if (budget-- > 0) return StartStep(run);
  run.program->lanes().SendStep({&run, 0, 0});
  return false;
}

}  // namespace

void Drive(Run& run, int budget) noexcept {
  const RunPtr keep = Kept(run);
  for (;;) {
    switch (run.phase) {
      case Phase::kDue:
        if (!GoOn(run, budget)) return;
        break;
      case Phase::kEnded:
        if (!EndStep(run)) return;
        break;
      case Phase::kCommitted:
        Announce(run);
        break;
      case Phase::kFinished:
        return;
    }
  }
}

void StepBody(executor::Token token) noexcept {
  Drive(*static_cast<Run*>(token.run), kWorkerBudget);
}

}  // namespace dashflow::engine
