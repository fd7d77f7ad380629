// SPDX-License-Identifier: Apache-2.0
#include "host/engine/engine.h"

#include <algorithm>
#include <iterator>

#include "host/base/id.h"
#include "host/engine/failure/expiry.h"
#include "host/engine/run.h"
#include "host/engine/run_pool.h"
#include "host/engine/step.h"
#include "host/engine/task/cancel.h"
#include "host/engine/task/dispatch.h"

namespace dashflow::engine {
namespace {

std::chrono::nanoseconds TimeLimitOf(const Run& run) {
  return run.options.timeout.count() > 0 ? run.options.timeout : run.workflow.limits.time;
}

Status CheckStops(const graph::Workflow& workflow, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    if (std::ranges::find(workflow.nodes, name, &graph::NodePlan::name) == workflow.nodes.end())
      return Error("invalid_argument", "the run is to stop at node '" + name +
                                           "', which workflow '" + workflow.name + "' has not")
          .Operation("start run")
          .Resource(name);
  }
  return Ok();
}

Status CheckOptions(const graph::Workflow& workflow, const RunOptions& options) {
  if (options.stops) {
    DF_TRY(CheckStops(workflow, options.stops->before));
    DF_TRY(CheckStops(workflow, options.stops->after));
  }
  if (options.max_steps.value_or(1) >= 1) return Ok();
  return Error("invalid_argument", "the limit of supersteps must be at least 1, it is " +
                                       std::to_string(*options.max_steps))
      .Operation("start run")
      .Resource("max_steps");
}

// Without an input a run goes on from a state, which is not there: `otherwise` to whoever answers.
Error NoState(const Run& run, const RunRequest& request, Error otherwise) {
  if (!request.answers.empty()) return otherwise;
  const std::string& thread = run.journal.record().id;
  return Error("empty_input",
               "the run received no input, and thread '" + thread + "' has no state to go on from")
      .Operation("start run")
      .Resource(thread);
}

// Those that nobody but the engine holds, which are of no run.
void TakeUnused(std::vector<ProgramPtr>& programs, std::vector<ProgramPtr>& unused) {
  const auto used = std::partition(programs.begin(), programs.end(),
                                   [](const ProgramPtr& each) { return each.use_count() > 1; });
  unused.assign(std::make_move_iterator(used), std::make_move_iterator(programs.end()));
  programs.erase(used, programs.end());
}

}  // namespace

const RunResult& RunHandle::Wait() const {
  run_->services.executor.Wait(run_->done);
  return run_->result;
}

void RunHandle::Cancel() const { RequestStop(*run_, Stop::kCancelled); }

const std::string& RunHandle::thread() const { return run_->journal.record().id; }

// A run is done for its waiter a moment before the last body lets go of it, and of its program.
Engine::~Engine() {
  alarms_.Stop();
  AwaitStore();
  services_.executor.Drain();
  for (const ProgramPtr& program : programs_) program->lanes().Drain();
}

ProgramPtr Engine::Load(graph::WorkflowPtr workflow) {
  Loaded loaded;
  return Load(std::move(workflow), loaded);
}

ProgramPtr Engine::Load(graph::WorkflowPtr workflow, Loaded& loaded) {
  const auto known = loaded.find(workflow.get());
  if (known != loaded.end()) return known->second;
  const graph::Workflow* const key = workflow.get();
  std::vector<ProgramPtr> inner = LoadInner(*workflow, loaded);
  const auto nodes = static_cast<std::uint32_t>(workflow->nodes.size());
  auto lanes = services_.executor.Open(nodes, RunTaskBody, StepBody);
  auto program = std::make_shared<const Program>(std::move(workflow), std::move(lanes), gates_,
                                                 std::move(inner), tallies_.get());
  loaded.emplace(key, program);
  std::vector<ProgramPtr> unused;  // goes without the lock: its lanes are waited for
  const std::lock_guard lock(mutex_);
  TakeUnused(programs_, unused);
  return programs_.emplace_back(std::move(program));
}

std::vector<ProgramPtr> Engine::LoadInner(const graph::Workflow& workflow, Loaded& loaded) {
  const bool any = std::ranges::any_of(
      workflow.nodes, [](const graph::NodePlan& plan) { return plan.subworkflow != nullptr; });
  std::vector<ProgramPtr> inner(any ? workflow.nodes.size() : 0);
  for (std::size_t node = 0; node < inner.size(); ++node) {
    if (workflow.nodes[node].subworkflow)
      inner[node] = Load(workflow.nodes[node].subworkflow, loaded);
  }
  return inner;
}

RunPtr Engine::MakeRun(ProgramPtr program, const RunOptions& options) {
  RunPool& runs = program->runs();
  RunPtr run = runs.Make(services_, std::move(program), options);
  run->host = this;
  return run;
}

Result<RunHandle> Engine::Start(ProgramPtr program, RunRequest request) {
  const bool has_ear = request.options.end != nullptr || request.thread.empty();
  if (audience_ == nullptr || has_ear || draining_.load())
    return StartRun(std::move(program), std::move(request));
  const std::string thread = request.thread;
  audience_->Join(thread, request.options);
  auto started = StartRun(std::move(program), std::move(request));
  if (started.has_error()) audience_->Leave(thread);
  return started;
}

Result<RunHandle> Engine::StartRun(ProgramPtr program, RunRequest request) {
  DF_TRY(CheckOptions(program->workflow(), request.options));
  const bool keeps_thread = store_ != nullptr || !request.thread.empty();
  const bool fresh = request.thread.empty();
  RunPtr run = MakeRun(std::move(program), request.options);
  if (fresh && (keeps_thread || request.options.sink != nullptr)) {
    request.thread = ToString(NewUuid(run->StartedAt(), services_.random));
  }
  run->journal.record().id = std::move(request.thread);
  if (keeps_thread) {
    DF_TRY(Claim(run->journal.record().id, *run));
    run->on_finished = [this, raw = run.get()] { Ended(*raw); };
  }
  run->self = run;
  RunTally* const tally = run->tally = run->program->tally();
  if (tally != nullptr) tally->active.Add(1);
  const Status begun = Begin(*run, request, fresh);
  if (begun.has_error()) {
    if (tally != nullptr) tally->active.Add(-1);
    run->on_finished();
    run->time_limit.reset();
    run->self.reset();
    return begun.error();
  }
  if (tally != nullptr) tally->counts.Add(RunTally::kStarted);
  return RunHandle(std::move(run));
}

Status Engine::Begin(Run& run, const RunRequest& request, bool fresh) {
  if (const auto limit = TimeLimitOf(run); limit.count() > 0) {
    run.time_limit = std::make_unique<TimeLimit>(run, run.started + limit);
  }
  if (store_ == nullptr) {
    if (!request.input)
      return NoState(run, request,
                     Error("store_required", "a thread can only be continued from a store"));
    return BeginFresh(run, *request.input);
  }
  if (fresh && request.input) return BeginFresh(run, *request.input);
  const auto record = checkpoint::Directory(*store_).Get(run.journal.record().id);
  if (record.has_value() && request.input)
    return BeginOnThread(run, record.value(), request, checkpoint::Source::kInput);
  if (record.has_value() && request.at) return ForkThread(run, record.value(), request);
  if (record.has_value()) return ContinueThread(run, record.value(), request);
  if (record.error().code() != "thread_not_found") return record.error();
  if (!request.input) return NoState(run, request, record.error());
  return BeginFresh(run, *request.input);
}

Result<ProgramPtr> Engine::FindWorkflow(std::string_view name) {
  {
    const std::lock_guard lock(mutex_);
    const auto known = called_.find(name);
    if (known != called_.end()) return known->second;
  }
  if (!find_workflow_)
    return Error("workflow_not_found", "there is no workflow '" + std::string(name) + "'")
        .Operation("call workflow")
        .Resource(std::string(name));
  DF_ASSIGN(auto workflow, find_workflow_(name));
  if (store_ != nullptr) DF_TRY(KeepDefinition(*workflow));
  ProgramPtr program = Load(std::move(workflow));
  const std::lock_guard lock(mutex_);
  return called_.emplace(std::string(name), std::move(program)).first->second;
}

std::vector<RunPtr> Engine::Busy() {
  std::vector<RunPtr> runs;
  const std::lock_guard lock(mutex_);
  for (const auto& [thread, run] : busy_) {
    if (run != nullptr) runs.emplace_back(run);
  }
  return runs;
}

void Engine::Cancel(const std::string& thread, std::string_view id) {
  RunPtr run;
  {
    const std::lock_guard lock(mutex_);
    const auto busy = busy_.find(thread);
    if (busy != busy_.end() && busy->second != nullptr) run = RunPtr(busy->second);
  }
  if (run && (id.empty() || run->IdText() == id)) RequestStop(*run, Stop::kCancelled);
}

void Engine::CancelAll() {
  const Stop reason = draining_.load() ? Stop::kDrainedAtOnce : Stop::kCancelled;
  for (const RunPtr& run : Busy()) RequestStop(*run, reason);
}

void Engine::Drain() {
  draining_.store(true);
  for (const RunPtr& run : Busy()) RequestStop(*run, Stop::kDrained);
}

Engine::Occupancy Engine::occupancy() {
  const std::lock_guard lock(mutex_);
  return {programs_.size(), busy_.size(), strays()};
}

bool Engine::HasStrays() {
  constexpr std::chrono::seconds kForReports{5};
  return AwaitStrays(services_.node_grace + kForReports) > 0;
}

bool Engine::AwaitRuns(std::chrono::nanoseconds limit) {
  std::unique_lock lock(mutex_);
  return idle_.wait_for(lock, limit, [this] { return busy_.empty(); });
}

Status Engine::ClaimFor(const std::string& thread, Run* run) {
  const std::lock_guard lock(mutex_);
  if (draining_.load()) return Error("draining", "the host is about to end").Resource(thread);
  if (busy_.emplace(thread, run).second) return Ok();
  return Error("thread_busy", "thread " + thread + " has a run already").Resource(thread);
}

void Engine::Ended(Run& run) {
  const std::string thread = run.journal.record().id;
  const auto expiry = keeps_time_ ? FirstExpiry(run.result.questions) : std::nullopt;
  Release(thread);
  if (!expiry) return;
  CallAt(*expiry, [this, thread, program = run.program] {
    RunRequest request;
    request.thread = thread;
    const auto resumed = Start(program, std::move(request));
    if (resumed.has_error())
      services_.log.Write(LogLevel::kInfo, thread, resumed.error().message());
  });
}

void Engine::Release(const std::string& thread) {
  const std::lock_guard lock(mutex_);
  busy_.erase(thread);
  if (busy_.empty()) idle_.notify_all();
}

}  // namespace dashflow::engine
