// SPDX-License-Identifier: Apache-2.0
#include "host/engine/task/cancel.h"

#include <vector>

#include "host/engine/task/attempt_timer.h"
#include "host/engine/task/conclude.h"
#include "host/engine/task/dispatch.h"

namespace dashflow::engine {
namespace {

Error Cancelled() { return Error("cancelled", "the task was cancelled"); }

void GiveUpBody(executor::Token token) noexcept {
  Attempt& attempt = *static_cast<Attempt*>(token.run);
  GiveUp(attempt, Cancelled());
  attempt.DropRef();
}

void StartLaterBody(executor::Token token) noexcept {
  Run& run = *static_cast<Run*>(token.run);
  StartElsewhere(run, run.tasks[token.slot]);
}

struct Found {
  std::vector<Attempt*> attempts;  // counted
  std::vector<Task*> delayed;      // ended
};

// REQUIRES: run.mutex is held.
void Collect(Run& run, Found& found) {
  for (std::size_t i = 0; i < run.task_count; ++i) {
    Task& task = run.tasks[i];
    if (task.attempt != nullptr) {
      task.attempt->AddRef();
      found.attempts.push_back(task.attempt);
    }
    if (task.status != TaskStatus::kDelayed || !run.services.executor.CancelTimer(task.delay_timer))
      continue;
    task.status = TaskStatus::kCancelled;
    task.result.Clear();
    task.result.error = Cancelled();
    found.delayed.push_back(&task);
  }
}

}  // namespace

void CancelAttempt(Attempt& attempt) {
  executor::Executor& executor = attempt.run().services.executor;
  attempt.Cancel();
  if (attempt.inner()) return;  // its own tasks have theirs, and it ends with them
  attempt.AddRef();
  const auto grace =
      executor.At(executor.clock().Mono() + kCancelGrace, {&attempt, 0, 0}, GiveUpBody);
  const auto earlier = attempt.grace.exchange(grace);
  if (earlier != 0 && executor.CancelTimer(earlier)) attempt.DropRef();
  // It may have ended before the timer was known.
  if (attempt.claimed()) DisarmTimers(attempt);
}

void StartLater(Run& run, Task& task, MonoTime when, Here here) {
  if (here == Here::kStepLoop) run.left.fetch_add(1);
  const auto slot = static_cast<std::uint32_t>(&task - run.tasks.data());
  {
    const std::lock_guard lock(run.mutex);
    run.elsewhere = true;
    task.status = TaskStatus::kDelayed;
    task.attempt = nullptr;
    task.delay_timer = run.services.executor.At(when, {&run, slot, 0}, StartLaterBody);
  }
  if (run.cancelling.load()) CancelTasks(run);
}

void CancelTasks(Run& run) {
  Found found;
  run.cancelling.store(true);
  {
    const std::lock_guard lock(run.mutex);
    if (run.elsewhere) Collect(run, found);
  }
  for (Attempt* attempt : found.attempts) {
    if (!attempt->claimed()) CancelAttempt(*attempt);
    attempt->DropRef();
  }
  for (Task* task : found.delayed) {
    run.announcer.TaskEnded(*task, std::chrono::nanoseconds(0), Here::kForeign);
    Arrive(run, Here::kForeign);
  }
}

void RequestStop(Run& run, Stop reason) {
  Stop none = Stop::kNone;
  if (run.stop.compare_exchange_strong(none, reason)) CancelTasks(run);
}

}  // namespace dashflow::engine
