// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "host/checkpoint/state.h"
#include "host/engine/program.h"
#include "host/engine/record/announcer.h"
#include "host/engine/record/journal.h"
#include "host/engine/request.h"
#include "host/engine/run_host.h"
#include "host/engine/run_memory.h"
#include "host/engine/run_ptr.h"
#include "host/engine/services.h"
#include "host/engine/task/identity.h"
#include "host/engine/time_limit.h"

namespace dashflow::engine {

class WorkflowCall;

// Why a run should stop at the next boundary. The first one given counts, but for kDrained, which
// lets the superstep under way end: the others do not wait for that. kDrainedAtOnce does what
// kCancelled does, for the reason of kDrained.
enum class Stop : std::uint8_t { kNone, kDrained, kDrainedAtOnce, kCancelled, kTimeout };

// Where the step loop goes on (step.cc).
enum class Phase : std::uint8_t {
  kDue,        // the tasks of the next superstep are known
  kEnded,      // all of them have ended
  kCommitted,  // their superstep is durable
  kFinished,   // the run's result is there
};

// What a run tells first, once its first commit is durable.
struct Opening {
  Value input;                  // null = it continues the thread
  std::uint64_t lost_from = 0;  // events of a run that was cut off, which may have been told or not
  std::uint64_t lost_to = 0;    // 0 = none
};

// One invocation on a thread. Exactly one thread of the machine drives it at a time (step.cc); what
// tasks elsewhere touch is atomic or under `mutex`. Lives as long as somebody holds it: its handle,
// the step loop, or a task that is out.
class Run {
 public:
  Run(const Services& services, ProgramPtr program, const RunOptions& options, RunMemory& memory);
  ~Run();
  Run(const Run&) = delete;

  std::atomic<std::uint32_t> references{1};  // RunPtr's
  const Services& services;
  ProgramPtr program;
  const graph::Workflow& workflow;
  const RunOptions options;
  const graph::Durability durability;
  RunMemory& memory;
  RunHost* host = nullptr;
  std::unique_ptr<WorkflowCall> caller;  // of a subworkflow: the call that it is the run of
  // Of a subworkflow: the calls from the thread's own run down, "review:1f0c…|draft", and the same
  // as events tell it, a list.
  std::string space;
  Value space_parts;
  std::string steady_space;  // the same without what changes when a call is retried

  // [serial-per-run]
  Phase phase = Phase::kCommitted;  // it begins with a commit
  checkpoint::State& state;
  std::vector<Task>& tasks;
  std::size_t task_count = 0;
  std::int64_t max_steps = 0;  // as asked for
  std::int64_t stop_step = 0;  // no superstep after this one
  std::int64_t steps_run = 0;
  // Channels as a run that stops to ask shows them; else as in the state.
  std::vector<std::pair<channel::ChannelId, channel::Slot>> shown;
  const MonoTime started;
  std::optional<checkpoint::ThreadStatus>
      ending;  // decided at a boundary, final once it is durable
  std::optional<Error> error;
  enum class OnFailure : std::uint8_t { kOpen, kRunning, kOver } on_failure = OnFailure::kOpen;
  std::unique_ptr<ParentCommand> parent_command;  // what it leaves to whoever called it
  Journal journal;
  Announcer announcer;
  RunResult result;
  std::optional<Opening> opening;  // until it is told
  // What made the state that it begins with, as the event `checkpoint` says it.
  std::string_view began_with = "loop";
  bool stops_after_node = false;  // of `interrupt: {after}`
  // Where the events' details are wanted, until they are told: all values before the input, and of
  // tasks that go on what they asked before they were given answers.
  Value before_input;
  Value due_before_answers;

  // [any-thread]
  std::mutex mutex;        // task status and results while siblings run
  bool elsewhere = false;  // under mutex: tasks of this superstep run outside the step loop
  std::atomic<bool> cancelling{false};  // the tasks of this superstep are asked to leave
  std::atomic<std::uint32_t> left{0};
  std::atomic<bool> behind{false};  // it waits for its reader; who takes it back drives on
  std::atomic<Stop> stop{Stop::kNone};
  std::atomic<std::uint64_t> late_completions{0};
  std::atomic<std::uint32_t> done{0};
  std::unique_ptr<TimeLimit> time_limit;
  std::function<void()> on_finished = [] {};
  RunTally* tally = nullptr;  // where its end is counted; null = nowhere
  RunPtr self;                // while it is under way

  // Found out when somebody first wants to know them; the id is a version 7 UUID. [any-thread]
  WallTime StartedAt();
  const std::string& IdText();
  // The n-th gate that a task of the node has to pass: its type's, its run's, its host's. Null when
  // there are no more.
  Gate* gate(graph::NodeId node, int n = 0) const;
  const graph::NodePlan& plan(const Task& task) const { return workflow.nodes[task.node()]; }
  // By the step loop, of a task that it runs itself. Others read it under `mutex` while their own
  // tasks are out.
  void SetLoopStatus(Task& task, TaskStatus status) {
    if (left.load(std::memory_order_relaxed) == 1) {
      task.status = status;
      return;
    }
    const std::lock_guard lock(mutex);
    task.status = status;
  }
  // Whether several tasks of this superstep are the node's. [any-thread]
  bool HasSeveral(graph::NodeId node);
  // How many supersteps may follow the one that is under way.
  std::int64_t RemainingSteps() const { return stop_step - (state.step + 1); }
  // The superstep that its tasks are known by; what runs beside them has its own.
  std::int64_t TaskStep() const {
    return on_failure == OnFailure::kRunning ? state.step + 1 : state.DueStep();
  }
  // Of a task of this superstep, by its path.
  TaskIdentity Identity(std::string_view path) const;
  // The same in every retry of the calls that led here: for whoever must not see its work twice.
  TaskIdentity SteadyIdentity(std::string_view path) const;
  // The objects `run` and `thread` of expressions; good until the superstep ends. [any-thread]
  const Value& RunFacts();
  const Value& ThreadFacts();

 private:
  std::vector<std::unique_ptr<Gate>> gates_;  // by node; empty when no node has a limit of its own
  std::mutex facts_mutex_;
  Value run_facts_;
  std::int64_t run_facts_step_ = -3;
  Value thread_facts_;
  void FindStart() {
    if (!start_known_.load(std::memory_order_acquire)) FindStartOnce();
  }
  void FindStartOnce();

  WallTime started_at_;
  std::string id_text_;
  std::atomic<bool> start_known_{false};
};

}  // namespace dashflow::engine
