// SPDX-License-Identifier: Apache-2.0
#include "host/engine/failure/on_failure.h"

#include "host/engine/state/fold.h"
#include "host/engine/task/dispatch.h"
#include "host/value/builder.h"

namespace dashflow::engine {
namespace {

Error ErrorOf(const Run& run) {
  return run.error.value_or(Error("cancelled", "the run was cancelled"));
}

// What its expressions see as `error`.
Value FailureOf(const Run& run) {
  const Error error = ErrorOf(run);
  return Value::EmptyObject()
      .Set("node", error.place().node)
      .Set("code", error.code())
      .Set("message", error.message())
      .Set("attempts", 0)
      .Set("input", Value::EmptyObject());
}

void MakeOnlyTask(Run& run) {
  run.task_count = 1;
  if (run.tasks.empty()) run.tasks.resize(1);
  Task& task = run.tasks.front();
  task.Begin({checkpoint::TaskPath::kPull, *run.workflow.on_failure});
  task.sent = nullptr;
  task.status = TaskStatus::kReady;
  task.failure = FailureOf(run);
}

// A run that could not be stored has nowhere to put more.
bool CanRun(Run& run) { return !run.journal.enabled() || !run.journal.Failure(); }

}  // namespace

Value FailingValue(const Run& run) {
  return Value::EmptyObject()
      .Set("status", checkpoint::StatusName(*run.ending))
      .Set("error", ErrorValue(ErrorOf(run)))
      .Set("ran", run.on_failure == Run::OnFailure::kOver);
}

void TakeFailing(Run& run) {
  if (run.state.failing.is_null()) return;
  const Value* status = run.state.failing.Find("status");
  const Value* error = run.state.failing.Find("error");
  const Value* ran = run.state.failing.Find("ran");
  if (status == nullptr || error == nullptr || !status->is_string()) return;
  run.ending = checkpoint::ParseStatus(status->as_text());
  run.error = engine::ErrorOf(*error);
  if (ran != nullptr && *ran == Value(true)) run.on_failure = Run::OnFailure::kOver;
}

bool StartOnFailure(Run& run) {
  run.on_failure = CanRun(run) ? Run::OnFailure::kRunning : Run::OnFailure::kOver;
  if (run.on_failure == Run::OnFailure::kOver) return true;
  run.time_limit.reset();
  run.journal.KeepProgress();
  run.shown.clear();
  MakeOnlyTask(run);
  run.cancelling.store(false);
  run.announcer.StepStarted();
  run.phase = Phase::kEnded;
  return StartTasks(run);
}

bool EndOnFailure(Run& run) {
  run.on_failure = Run::OnFailure::kOver;
  const bool done = run.tasks.front().status == TaskStatus::kDone;
  const Status folded = done ? FoldBeside(run) : Ok();
  if (folded.has_error())
    run.services.log.Write(LogLevel::kError, "on_failure", folded.error().message());
  return run.journal.OnFailure(done && folded.has_value());
}

}  // namespace dashflow::engine
