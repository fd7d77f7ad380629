// SPDX-License-Identifier: Apache-2.0
#include "host/engine/task/dispatch.h"

#include "host/engine/cache/cache.h"
#include "host/engine/cache/cache_key.h"
#include "host/engine/call/workflow_call.h"
#include "host/engine/stray/stray.h"
#include "host/engine/task/attempt_timer.h"
#include "host/engine/task/cancel.h"
#include "host/engine/task/conclude.h"

namespace dashflow::engine {
namespace {

// A node that has left nothing to others is out.
graph::Outcome CallNode(Attempt& attempt) {
  if (attempt.run().services.in_flight == nullptr) return attempt.plan().node->Run(attempt);
  EnterInFlight(attempt);
  const graph::Outcome outcome = attempt.plan().node->Run(attempt);
  if (outcome != graph::Outcome::kPending) LeaveInFlight(attempt);
  return outcome;
}

void RunInLoop(Run& run, Task& task) {
  Attempt& attempt = run.memory.loop_attempt;
  for (;;) {
    attempt.Reuse();
    run.SetLoopStatus(task, TaskStatus::kRunning);
    const Status ready = attempt.Prepare(run, task, false);
    run.announcer.TaskStarted(attempt, Here::kStepLoop);
    if (ready.has_error()) attempt.Fail(ready.error());
    const graph::Outcome outcome = ready.has_error() ? graph::Outcome::kFailed : CallNode(attempt);
    if (!Conclude(attempt, outcome, Here::kStepLoop)) return;
  }
}

// The node may start: its time counts from here, not from when it began to wait for a gate.
void Hand(Attempt& attempt) {
  Run& run = attempt.run();
  const executor::Token token{&attempt, 0, 0};
  attempt.MarkStarted();
  if (!attempt.claimed()) ArmTimeout(attempt);
  if (attempt.plan().type->exec == graph::ExecClass::kBlocking)
    return run.services.executor.Block(token, RunTaskBody);
  run.program->lanes().SendTask(attempt.node(), token);
}

// Through all gates, unless it has to wait at one: then it is somebody else's at once.
void Enter(Attempt& attempt) {
  Run& run = attempt.run();
  while (Gate* const gate = run.gate(attempt.node(), attempt.gates_passed)) {
    if (!gate->Enter({&attempt, 0, 0}, &run)) return;
    ++attempt.gates_passed;
  }
  Hand(attempt);
}

// A look into the cache waits for the store, which no worker may.
void LookUpBody(executor::Token token) noexcept {
  Attempt& attempt = *static_cast<Attempt*>(token.run);
  if (!TakeCached(attempt)) return Enter(attempt);
  Conclude(attempt, graph::Outcome::kDone, Here::kWorker);
  attempt.DropRef();
}

// Whether somebody will want to give up a node that does not end: a host that lives, or a limit of
// time. What runs in the loop cannot be.
bool MayBeStopped(const Run& run) {
  if (run.services.in_flight != nullptr) return true;
  for (const Run* each = &run; each != nullptr; each = each->caller ? &each->caller->by() : nullptr)
    if (each->time_limit) return true;
  return false;
}

// The inputs are there, and what the cache knows them by.
Status MakeReady(Run& run, Task& task, Attempt& attempt) {
  DF_TRY(attempt.Prepare(run, task, true));
  if (!attempt.plan().cache) return Ok();
  DF_ASSIGN(auto key, CacheKey(attempt));
  attempt.SetCacheKey(std::move(key));
  return Ok();
}

// What waited for its time before a restart waits for the rest of it.
bool WaitsOn(Run& run, Task& task) {
  const auto rest = task.due - run.services.clock.Now();
  if (rest.count() <= 0) return task.due = {}, false;
  task.in_loop = false;
  StartLater(run, task, run.services.executor.clock().Mono() + rest, Here::kStepLoop, task.due);
  return true;
}

}  // namespace

bool BelongsInLoop(const Run& run, const Task& task) {
  const InLoop when = run.program->in_loop(task.node());
  if (when != InLoop::kAlone) return when == InLoop::kAlways;
  return run.task_count == 1 && !MayBeStopped(run);
}

void StartElsewhere(Run& run, Task& task) {
  auto* attempt = new Attempt;
  attempt->KeepRun(RunPtr(&run));
  const Status ready = MakeReady(run, task, *attempt);
  {
    const std::lock_guard lock(run.mutex);
    run.elsewhere = true;
    task.status = TaskStatus::kRunning;
    task.due = {};
    task.attempt = attempt;
  }
  run.announcer.TaskStarted(*attempt, Here::kForeign);
  if (ready.has_error()) {
    attempt->Fail(ready.error());
    Conclude(*attempt, graph::Outcome::kFailed, Here::kForeign);
    return;
  }
  attempt->AddRef();  // of the thread that runs it
  if (run.cancelling.load()) CancelAttempt(*attempt);
  if (attempt->cache_key().empty()) return Enter(*attempt);
  run.services.executor.Block({attempt, 0, 0}, LookUpBody);
}

void RunTaskBody(executor::Token token) noexcept {
  Attempt& attempt = *static_cast<Attempt*>(token.run);
  EnterThread(attempt);
  NodeTally* const tally = attempt.run().program->tally(attempt.node());
  if (tally != nullptr) tally->counts.Add(NodeTally::kEntered);
  const bool given_up = attempt.claimed();
  const graph::Outcome outcome = given_up ? graph::Outcome::kDone : CallNode(attempt);
  LeaveThread(attempt);
  if (tally != nullptr) tally->counts.Add(NodeTally::kLeft);
  if (outcome != graph::Outcome::kPending) LeaveGate(attempt);
  if (outcome != graph::Outcome::kPending && !given_up) Conclude(attempt, outcome, Here::kWorker);
  attempt.DropRef();
}

void LeaveGate(Attempt& attempt) {
  while (attempt.gates_passed > 0) {
    const auto next = attempt.run().gate(attempt.node(), --attempt.gates_passed)->Leave();
    if (!next) continue;
    Attempt& waiting = *static_cast<Attempt*>(next->run);
    ++waiting.gates_passed;
    Enter(waiting);
  }
}

bool StartTasks(Run& run) {
  run.left.store(1, std::memory_order_relaxed);
  for (std::size_t i = 0; i < run.task_count; ++i) {
    Task& task = run.tasks[i];
    task.in_loop = BelongsInLoop(run, task);
    if (task.due != WallTime() && task.status == TaskStatus::kReady && WaitsOn(run, task)) continue;
    if (task.in_loop || task.status != TaskStatus::kReady) continue;
    run.left.fetch_add(1);
    StartElsewhere(run, task);
  }
  for (std::size_t i = 0; i < run.task_count; ++i) {
    Task& task = run.tasks[i];
    if (task.in_loop && task.status == TaskStatus::kReady) RunInLoop(run, task);
  }
  // Whoever sees that it is the last needs no locked instruction to say so.
  if (run.left.load(std::memory_order_acquire) == 1) return true;
  return run.left.fetch_sub(1, std::memory_order_acq_rel) == 1;
}

}  // namespace dashflow::engine
