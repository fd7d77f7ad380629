// SPDX-License-Identifier: Apache-2.0
#include "host/engine/boundary.h"

#include <algorithm>
#include <span>
#include <utility>

#include "host/engine/state/outputs.h"
#include "host/engine/state/pending.h"
#include "host/engine/task/cancel.h"
#include "host/value/json.h"

namespace dashflow::engine {
namespace {

using checkpoint::ThreadStatus;

std::span<Task> Tasks(Run& run) { return {run.tasks.data(), run.task_count}; }
std::span<const Task> Tasks(const Run& run) { return {run.tasks.data(), run.task_count}; }

void WaitAgain(const Run& run, const checkpoint::TaskProgress& progress, Task& task) {
  task.attempts = progress.attempts;
  task.first_start = run.services.executor.clock().Mono();
  task.due = progress.due;
  task.due_stored = true;
}

void Restore(const Run& run, const checkpoint::TaskProgress& progress, Task& task) {
  task.answers = progress.answers;
  task.inner_answers = progress.inner_answers;
  if (!progress.failure.is_null()) task.HandTo(progress.handler, progress.failure);
  task.handling_stored = task.handled;
  if (progress.due != WallTime()) WaitAgain(run, progress, task);
  if (!progress.finished) return;
  task.status = TaskStatus::kDone;
  task.stored = true;
  task.result.writes = progress.writes;
  task.result.jumps = progress.jumps;
  task.result.sends = progress.sends;
}

void MakeTask(const checkpoint::DueTask& due, Task& task) {
  task.Begin(due.path);
  task.sent = task.pull() ? nullptr : &due.sent;
  task.status = TaskStatus::kReady;
}

bool AnyCancelled(const Run& run) {
  return std::ranges::find(Tasks(run), TaskStatus::kCancelled, &Task::status) != Tasks(run).end();
}

bool StopsAfter(const Run& run, const graph::NodePlan& plan) {
  const Stops* const asked = run.options.stops.get();
  if (plan.interrupt_after || asked == nullptr) return plan.interrupt_after;
  return asked->after_all || std::ranges::find(asked->after, plan.name) != asked->after.end();
}

bool StopsBefore(const Run& run, const graph::NodePlan& plan) {
  const Stops* const asked = run.options.stops.get();
  if (plan.interrupt_before || asked == nullptr) return plan.interrupt_before;
  return asked->before_all || std::ranges::find(asked->before, plan.name) != asked->before.end();
}

bool InterruptsAfter(const Run& run) {
  return std::ranges::any_of(Tasks(run),
                             [&run](const Task& task) { return StopsAfter(run, run.plan(task)); });
}

bool InterruptsBefore(const Run& run) {
  if (run.state.passed_interrupt_before) return false;
  return std::ranges::any_of(run.state.due, [&run](const checkpoint::DueTask& due) {
    return StopsBefore(run, run.workflow.nodes[due.path.node]);
  });
}

bool MayInterrupt(const Run& run) {
  return run.program->has_interrupts() || run.options.stops != nullptr;
}

Place PlaceOf(Run& run) {
  Place place;
  place.workflow = run.workflow.name;
  place.run = run.IdText();
  place.step = run.state.step;
  return place;
}

void EndWith(Run& run, ThreadStatus status, std::optional<Error> error) {
  run.ending = status;
  run.error = std::move(error);
  if (run.error) run.error->In(PlaceOf(run));
}

Error LimitError(const Run& run) {
  return Error("recursion_limit", "the run reached its limit of " + std::to_string(run.max_steps) +
                                      " supersteps without an end")
      .Operation("run workflow")
      .Resource(run.workflow.name)
      .Cause("tasks are still due: " + ToJson(NextNodes(run)));
}

bool Drained(Run& run) {
  if (!Drains(run)) return false;
  EndWith(run, ThreadStatus::kCancelled,
          Error("drained", "the host stopped the run between two supersteps"));
  return true;
}

// Whether somebody asked the run to stop; says so in its ending.
bool Stopped(Run& run) {
  switch (run.stop.load()) {
    case Stop::kTimeout:
      EndWith(run, ThreadStatus::kTimeout,
              Error("run_timeout", "the run took longer than its time limit"));
      return true;
    case Stop::kCancelled:
      EndWith(run, ThreadStatus::kCancelled, Error("cancelled", "the run was cancelled"));
      return true;
    case Stop::kDrainedAtOnce:
      EndWith(run, ThreadStatus::kCancelled,
              Error("drained", "the host stopped the run inside a superstep"));
      return true;
    default:
      return Drained(run);
  }
}

void AnnounceOpening(Run& run) {
  const Opening opening = *std::exchange(run.opening, std::nullopt);
  run.announcer.RunStarted(opening.input);
  if (opening.lost_to != 0) run.announcer.Gap(opening.lost_from, opening.lost_to);
}

}  // namespace

void MakeTasks(Run& run) {
  run.task_count = run.state.due.size();
  if (run.tasks.size() < run.task_count) run.tasks.resize(run.task_count);
  for (std::size_t i = 0; i < run.task_count; ++i) MakeTask(run.state.due[i], run.tasks[i]);
  for (const auto& progress : run.state.progress) {
    const auto task = std::ranges::lower_bound(Tasks(run), progress.path, {}, &Task::path);
    if (task != Tasks(run).end() && task->path == progress.path) Restore(run, progress, *task);
  }
  if (run.cancelling.load()) run.cancelling.store(false);
  if (run.stop.load() > Stop::kDrained) run.cancelling.store(true);
}

void JoinTasks(Run& run) {
  if (!run.elsewhere) return;  // no other thread writes it: they have all ended
  const std::lock_guard lock(run.mutex);
  run.elsewhere = false;
}

bool AllDone(const Run& run) {
  return std::ranges::all_of(Tasks(run),
                             [](const Task& task) { return task.status == TaskStatus::kDone; });
}

void DecideEnding(Run& run) {
  const bool more = !run.state.due.empty();
  if (run.state.step + 1 > run.stop_step)
    return EndWith(run, ThreadStatus::kFailed, LimitError(run));
  if (!more) {
    run.stops_after_node = MayInterrupt(run) && InterruptsAfter(run);
    return EndWith(run, run.stops_after_node ? ThreadStatus::kWaiting : ThreadStatus::kDone,
                   std::nullopt);
  }
  if (Stopped(run)) return;
  if (!MayInterrupt(run)) return;
  run.stops_after_node = InterruptsAfter(run);
  if (run.stops_after_node || InterruptsBefore(run))
    EndWith(run, ThreadStatus::kWaiting, std::nullopt);
}

bool EndInside(Run& run) {
  const auto failed = std::ranges::find(Tasks(run), TaskStatus::kFailed, &Task::status);
  if (run.stop.load() > Stop::kDrained && Stopped(run)) return run.journal.Suspend();
  const auto left = std::ranges::find(Tasks(run), TaskStatus::kLeft, &Task::status);
  if (failed != Tasks(run).end()) {
    EndWith(run, ThreadStatus::kFailed, failed->result.error);
  } else if (left != Tasks(run).end()) {
    EndWith(run, ThreadStatus::kDone, std::nullopt);
    run.parent_command = std::move(left->result.parent);
  } else if (!AnyCancelled(run) || !Stopped(run)) {
    if (Status fits = ShowPending(run); fits.has_error()) return FailInside(run, fits.error());
    EndWith(run, ThreadStatus::kWaiting, std::nullopt);
  }
  return run.journal.Suspend();
}

// Writes that do not fold are kept as the reference does: whoever changes the state decides. An
// edge that cannot be followed is its task's failure.
bool FailInside(Run& run, Error error) {
  const bool keep = error.code() == "concurrent_write" || error.code() == "invalid_update";
  for (Task& task : Tasks(run)) {
    if (!keep && !task.stored) task.status = TaskStatus::kReady;
  }
  EndWith(run, ThreadStatus::kFailed, std::move(error));
  return run.journal.Suspend();
}

void EndGivenUp(Run& run) {
  EndWith(run, ThreadStatus::kCancelled, Error("cancelled", "the task that called it is over"));
  run.phase = Phase::kDue;
}

void FailDurability(Run& run, Error error) {
  EndWith(run, ThreadStatus::kFailed, std::move(error));
  run.phase = Phase::kDue;
}

void AnnounceBoundary(Run& run) {
  if (run.opening) AnnounceOpening(run);
  if (run.ending == ThreadStatus::kWaiting) {
    for (const Task& task : Tasks(run)) {
      if (task.status == TaskStatus::kInterrupted) run.announcer.Interrupted(task);
    }
  }
  run.announcer.Checkpoint(run.steps_run == 0 ? run.began_with : "loop");
}

}  // namespace dashflow::engine
