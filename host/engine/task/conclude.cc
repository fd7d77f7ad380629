// SPDX-License-Identifier: Apache-2.0
#include "host/engine/task/conclude.h"

#include <algorithm>

#include "host/channel/channel.h"
#include "host/engine/cache/cache.h"
#include "host/engine/failure/expiry.h"
#include "host/engine/failure/handler.h"
#include "host/engine/failure/retry.h"
#include "host/engine/run.h"
#include "host/engine/state/set.h"
#include "host/engine/step.h"
#include "host/engine/stray/stray.h"
#include "host/engine/task/attempt_timer.h"
#include "host/engine/task/cancel.h"
#include "host/engine/task/dispatch.h"

namespace dashflow::engine {
namespace {

constexpr std::size_t kShortFrontier =
    8;  // inline tasks that the store's thread may run before it goes on

Error LocateWrite(Error error, const Run& run, const channel::Write& write) {
  return error.Message("channel '" + run.workflow.channels[write.channel].name +
                       "': " + error.message());
}

// The writes fit their channels, or the task fails with the first that does not.
bool CheckWrites(Run& run, Attempt& attempt) {
  for (const auto& write : attempt.result().writes) {
    const Status status = channel::CheckWrite(run.workflow.channels[write.channel], write);
    if (status.has_value()) continue;
    attempt.Fail(LocateWrite(status.error(), run, write));
    return false;
  }
  return true;
}

bool AddFurther(Run& run, Attempt& attempt) {
  const Status added = AddSetWrites(run, attempt.task(), attempt.result());
  if (added.has_error()) return attempt.Fail(added.error()), false;
  return CheckWrites(run, attempt);
}

// What the node wrote and what its `set:` adds are fit to be folded.
bool Succeeds(Run& run, Attempt& attempt) {
  if (!CheckWrites(run, attempt)) return false;
  const std::size_t own_writes = attempt.result().writes.size();
  if (!attempt.plan().set.empty() && !AddFurther(run, attempt)) return false;
  if (attempt.plan().cache) Remember(attempt, own_writes);
  return true;
}

TaskStatus StatusOf(Run& run, Attempt& attempt, graph::Outcome outcome) {
  TaskResult& result = attempt.result();
  // A subworkflow may wait at one of its nodes without a question.
  const bool asks = !result.asked.empty() || attempt.plan().subworkflow;
  if (outcome == graph::Outcome::kInterrupted && asks && !result.error)
    return TaskStatus::kInterrupted;
  if (outcome == graph::Outcome::kInterrupted && result.commanded) outcome = graph::Outcome::kDone;
  if (outcome == graph::Outcome::kDone && !result.error && result.parent) return TaskStatus::kLeft;
  if (outcome == graph::Outcome::kDone && !result.error && Succeeds(run, attempt))
    return TaskStatus::kDone;
  if (outcome == graph::Outcome::kInterrupted) {
    attempt.Fail(Error("invalid_node_result",
                       "node '" + attempt.plan().name + "' says that it asks, but asked nothing"));
  }
  if (!result.error)
    attempt.Fail(
        Error("node_failed", "node '" + attempt.plan().name + "' failed without a reason"));
  return result.error->category() == ErrorCategory::kCancelled ? TaskStatus::kCancelled
                                                               : TaskStatus::kFailed;
}

// Whether the task goes on after a failure, and when.
enum class Retry : std::uint8_t { kNever, kNow, kLater };

// A wait that is worth an entry of the log goes on after a restart.
void WaitFor(Run& run, Task& task, std::chrono::nanoseconds wait, Here here) {
  constexpr std::chrono::seconds kWorthAnEntry{1};
  const WallTime due = wait < kWorthAnEntry ? WallTime() : run.services.clock.Now() + wait;
  StartLater(run, task, run.services.executor.clock().Mono() + wait, here, due);
}

void CountTask(const Run& run, const Task& task, NodeTally::Count what) {
  if (NodeTally* const tally = run.program->tally(task.node())) tally->counts.Add(what);
}

// Another attempt, at once in the step loop or later from a timer.
Retry Again(Run& run, Task& task, const Error& error, Here here) {
  if (run.cancelling.load(std::memory_order_relaxed)) return Retry::kNever;
  const auto delay = DelayBeforeRetry(run.plan(task), task, error, run.services.random);
  if (!delay) return Retry::kNever;
  CountTask(run, task, NodeTally::kRetried);
  run.announcer.TaskRetried(task, error, *delay);
  if (here == Here::kStepLoop && delay->count() == 0) return Retry::kNow;
  WaitFor(run, task, *delay, here);
  return Retry::kLater;
}

NodeTally::Count EndOf(const Task& task) {
  switch (task.status) {
    case TaskStatus::kFailed:
      return NodeTally::kFailed;
    case TaskStatus::kCancelled:
      return NodeTally::kCancelled;
    case TaskStatus::kInterrupted:
      return NodeTally::kInterrupted;
    default:
      return task.result.cached ? NodeTally::kCached : NodeTally::kDone;
  }
}

void CountEnd(Run& run, const Task& task, Here here) {
  NodeTally* const tally = run.program->tally(task.node());
  if (tally == nullptr) return;
  tally->counts.Add(EndOf(task));
  if (here == Here::kStepLoop) return;
  const auto took = run.services.executor.clock().Mono() - task.first_start;
  tally->seconds.Observe(std::chrono::duration<double>(took).count());
}

std::chrono::nanoseconds Took(Run& run, const Task& task) {
  if (!run.announcer.listening()) return {};
  return run.services.executor.clock().Mono() - task.first_start;
}

void PutHandler(Run& run, Task& task, graph::NodeId handler, Value failure) {
  const std::lock_guard lock(run.mutex);
  task.HandTo(handler, std::move(failure));
  task.handling_stored = false;
  task.attempts = 0;
  task.calls = {};
  task.answers.clear();
  task.inner_answers.clear();
  if (task.attempt == nullptr) task.result.Clear();
  run.journal.HandedOver();
}

Retry StartHandler(Run& run, Task& task, Here here) {
  if (here == Here::kStepLoop && BelongsInLoop(run, task)) return Retry::kNow;
  StartLater(run, task, run.services.executor.clock().Mono(), here);
  return Retry::kLater;
}

// A handler takes the place of the task's node, as if the task had only begun.
Retry HandOver(Run& run, Attempt& attempt, const Error& error, Here here) {
  Task& task = attempt.task();
  const auto handler = HandlerOf(attempt.plan(), task, error);
  if (!handler || run.cancelling.load(std::memory_order_relaxed)) return Retry::kNever;
  CountTask(run, task, NodeTally::kHandled);
  run.announcer.TaskHandled(task, error, run.workflow.nodes[*handler].name, Took(run, task));
  PutHandler(run, task, *handler, FailureValue(attempt, error));
  return StartHandler(run, task, here);
}

// Nobody has answered in time.
Retry HandOverExpired(Run& run, Attempt& attempt, Here here) {
  Task& task = attempt.task();
  PutHandler(run, task, attempt.plan().expire->to, ExpiredFailure(attempt.plan()));
  return StartHandler(run, task, here);
}

bool IsOfStore(const Error& error) { return error.code().starts_with("store_"); }

Retry AfterFailure(Run& run, Attempt& attempt, const Error& error, Here here) {
  attempt.task().calls = attempt.calls().Retry(IsOfStore(error));
  const Retry again = Again(run, attempt.task(), error, here);
  return again == Retry::kNever ? HandOver(run, attempt, error, here) : again;
}

void SuspendTask(Run& run, Attempt& attempt, Here here) {
  --attempt.task().attempts;
  attempt.task().calls = attempt.calls().Again();
  WaitFor(run, attempt.task(), attempt.resume_at() - run.services.clock.Now(), here);
}

// The task is over: its result counts from here on. `result` is given up, or the task's already.
void EndTask(Run& run, Task& task, TaskStatus status, TaskResult& result, Here here) {
  if (here == Here::kStepLoop) {
    run.SetLoopStatus(task, status);
  } else {
    const std::lock_guard lock(run.mutex);
    std::swap(task.result, result);
    task.status = status;
    task.attempt = nullptr;
    if (run.left.load(std::memory_order_relaxed) > 1) run.journal.Progress();
  }
  CountEnd(run, task, here);
  run.announcer.TaskEnded(task, Took(run, task), here);
  if (status == TaskStatus::kFailed || status == TaskStatus::kLeft) CancelTasks(run);
}

// The run's own reference; attempts of the step loop live in the run.
void LetGo(Attempt& attempt, Here here) {
  if (here != Here::kStepLoop) attempt.DropRef();
}

// Gives the task's place in the barrier back. The run may be gone afterwards.
void Leave(Run& run, Attempt& attempt, Here here) {
  if (here == Here::kStepLoop) return;
  const RunPtr keep(&run);
  LetGo(attempt, here);
  Arrive(run, here);
}

}  // namespace

bool Conclude(Attempt& attempt, graph::Outcome outcome, Here here) {
  Run& run = attempt.run();
  // Nobody else ends an attempt of the step loop.
  if (here != Here::kStepLoop && !attempt.Claim()) {
    run.late_completions.fetch_add(1, std::memory_order_relaxed);
    if (RunTally* const tally = run.program->tally()) tally->counts.Add(RunTally::kLateResults);
    return false;
  }
  if (here != Here::kStepLoop) DisarmTimers(attempt);
  if (outcome == graph::Outcome::kSuspended) {
    SuspendTask(run, attempt, here);
    return LetGo(attempt, here), false;
  }
  Task& task = attempt.task();
  const TaskStatus status = StatusOf(run, attempt, outcome);
  Retry retry = Retry::kNever;
  if (status == TaskStatus::kFailed)
    retry = AfterFailure(run, attempt, *attempt.result().error, here);
  if (status == TaskStatus::kInterrupted && attempt.expired() && !run.cancelling.load())
    retry = HandOverExpired(run, attempt, here);
  if (retry != Retry::kNever) return LetGo(attempt, here), retry == Retry::kNow;
  EndTask(run, task, status, attempt.result(), here);
  Leave(run, attempt, here);
  return false;
}

void GiveUp(Attempt& attempt, const Error& error) {
  if (!attempt.Claim()) return;
  attempt.Detach();
  DisarmTimers(attempt);
  WatchStray(attempt);
  Run& run = attempt.run();
  Task& task = attempt.task();
  TaskResult result;
  result.error = attempt.Locate(error);
  const bool cancelled = error.category() == ErrorCategory::kCancelled;
  if (!cancelled) CountTask(run, task, NodeTally::kTimedOut);
  if (!cancelled && AfterFailure(run, attempt, *result.error, Here::kForeign) != Retry::kNever)
    return LetGo(attempt, Here::kForeign);
  EndTask(run, task, cancelled ? TaskStatus::kCancelled : TaskStatus::kFailed, result,
          Here::kForeign);
  Leave(run, attempt, Here::kForeign);
}

void Arrive(Run& run, Here here) {
  if (run.left.fetch_sub(1, std::memory_order_acq_rel) == 1) Continue(run, here);
}

void Continue(Run& run, Here here) {
  const auto is_inline = [&run](const checkpoint::DueTask& due) {
    return run.workflow.nodes[due.path.node].type->exec == graph::ExecClass::kInline;
  };
  const auto& due = run.state.due;
  const bool short_work = due.size() <= kShortFrontier && std::ranges::all_of(due, is_inline);
  if (here == Here::kWorker || (here == Here::kStore && short_work))
    return Drive(run, kWorkerBudget);
  run.program->lanes().SendStep({&run, 0, 0});
}

}  // namespace dashflow::engine
