// SPDX-License-Identifier: Apache-2.0
#include "host/engine/finish.h"

#include "host/engine/state/outputs.h"

namespace dashflow::engine {
namespace {

void Count(const Run& run) {
  if (run.tally == nullptr) return;
  const auto took = run.services.executor.clock().Mono() - run.started;
  run.tally->Ended(run.result.status, run.result.questions.size(),
                   std::chrono::duration<double>(took).count());
}

}  // namespace

void Finish(Run& run) {
  RunResult& result = run.result;
  result.status = *run.ending;
  result.thread = run.journal.record().id;
  if (run.announcer.listening() || run.journal.enabled()) result.run = run.IdText();
  result.output = OutputValue(run);
  if (result.status == checkpoint::ThreadStatus::kWaiting) result.questions = Questions(run);
  result.error = run.error;
  result.steps = run.steps_run;
  Count(run);
  run.announcer.RunFinished();
  run.time_limit.reset();
  run.on_finished();
  if (run.options.end != nullptr) run.options.end->Ended(result);
  run.phase = Phase::kFinished;
  const RunPtr self = std::move(run.self);
  run.services.executor.Notify(run.done);
}

}  // namespace dashflow::engine
