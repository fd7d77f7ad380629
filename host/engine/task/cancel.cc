// SPDX-License-Identifier: Apache-2.0
#include "host/engine/task/cancel.h"

#include <vector>

#include "host/engine/call/workflow_call.h"
#include "host/engine/record/reader.h"
#include "host/engine/task/attempt_timer.h"
#include "host/engine/task/conclude.h"
#include "host/engine/task/dispatch.h"

namespace dashflow::engine {
namespace {

Error Cancelled() { return Error("cancelled", "the task was cancelled"); }

// A subworkflow that has begun since then is cancelled too, and ends by itself.
void GiveUpBody(executor::Token token) noexcept {
  Attempt& attempt = *static_cast<Attempt*>(token.run);
  if (!attempt.inner()) GiveUp(attempt, Cancelled());
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

// All attempts that are out, and all tasks that only wait for their time.
Found FindTasks(Run& run) {
  Found found;
  const std::lock_guard lock(run.mutex);
  if (run.elsewhere) Collect(run, found);
  return found;
}

// The run may be gone after the last of them.
void LeaveDelayed(Run& run, const Found& found) {
  for (Task* task : found.delayed) {
    run.announcer.TaskEnded(*task, std::chrono::nanoseconds(0), Here::kForeign);
    Arrive(run, Here::kForeign);
  }
}

// What waits for its time (a retry, a suspended task) does so after the next start.
void StopWaiting(Run& run) {
  const Found found = FindTasks(run);
  for (Attempt* attempt : found.attempts) {
    if (const RunPtr inner = attempt->inner()) StopWaiting(*inner);
    attempt->DropRef();
  }
  LeaveDelayed(run, found);
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

void StartLater(Run& run, Task& task, MonoTime when, Here here, WallTime due) {
  if (here == Here::kStepLoop) run.left.fetch_add(1);
  const auto slot = static_cast<std::uint32_t>(&task - run.tasks.data());
  {
    const std::lock_guard lock(run.mutex);
    run.elsewhere = true;
    task.status = TaskStatus::kDelayed;
    task.attempt = nullptr;
    task.due_stored = task.due_stored && due == task.due;
    task.due = due;
    task.delay_timer = run.services.executor.At(when, {&run, slot, 0}, StartLaterBody);
    if (due != WallTime() && !task.due_stored) run.journal.Delayed();
  }
  if (run.cancelling.load()) return CancelTasks(run);
  if (Drains(run)) StopWaiting(run);
}

void CancelTasks(Run& run) {
  run.cancelling.store(true);
  const Found found = FindTasks(run);
  for (Attempt* attempt : found.attempts) {
    if (!attempt->claimed()) CancelAttempt(*attempt);
    attempt->DropRef();
  }
  LeaveDelayed(run, found);
}

bool Drains(const Run& run) {
  for (const Run* each = &run; each != nullptr; each = each->caller ? &each->caller->by() : nullptr)
    if (const Stop stop = each->stop.load(std::memory_order_relaxed);
        stop == Stop::kDrained || stop == Stop::kDrainedAtOnce)
      return true;
  return false;
}

void RequestStop(Run& run, Stop reason) {
  const RunPtr keep(&run);  // its last task may end here
  Stop seen = run.stop.load();
  while (seen == Stop::kNone || (seen == Stop::kDrained && reason != Stop::kDrained)) {
    if (!run.stop.compare_exchange_weak(seen, reason)) continue;
    reason == Stop::kDrained ? StopWaiting(run) : CancelTasks(run);
    return WakeForStop(run);
  }
}

}  // namespace dashflow::engine
