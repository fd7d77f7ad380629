// SPDX-License-Identifier: Apache-2.0
#include "host/engine/finish.h"

#include "host/engine/state/outputs.h"

namespace dashflow::engine {

void Finish(Run& run) {
  RunResult& result = run.result;
  result.status = *run.ending;
  result.thread = run.journal.record().id;
  if (run.announcer.listening() || run.journal.enabled()) result.run = run.IdText();
  result.output = OutputValue(run);
  if (result.status == checkpoint::ThreadStatus::kWaiting) result.questions = Questions(run);
  result.error = run.error;
  result.steps = run.steps_run;
  run.announcer.RunFinished();
  run.time_limit.reset();
  run.on_finished();
  if (run.options.end != nullptr) run.options.end->Ended(result);
  run.phase = Phase::kFinished;
  const RunPtr self = std::move(run.self);
  run.services.executor.Notify(run.done);
}

}  // namespace dashflow::engine
