// SPDX-License-Identifier: Apache-2.0
#include "host/engine/call/workflow_call.h"

#include "host/checkpoint/loader.h"
#include "host/checkpoint/namespace/namespace_directory.h"
#include "host/engine/boundary.h"
#include "host/engine/call/namespace.h"
#include "host/engine/failure/expiry.h"
#include "host/engine/failure/on_failure.h"
#include "host/engine/run.h"
#include "host/engine/run_pool.h"
#include "host/engine/start/opening.h"
#include "host/engine/state/answers.h"
#include "host/engine/step.h"
#include "host/engine/task/cancel.h"
#include "host/engine/types/type_check.h"

namespace dashflow::engine {
namespace {

using checkpoint::NamespaceRecord;
using checkpoint::ThreadStatus;
using graph::Outcome;
using graph::SubCheckpoint;

RunOptions OptionsOf(const Run& caller, Answerer& answerer) {
  RunOptions options = caller.options;
  options.timeout = std::chrono::nanoseconds(0);  // the caller's holds for all
  options.durability = caller.durability;
  options.answerer = &answerer;
  options.end = nullptr;
  options.stops = nullptr;
  return options;
}

void CancelBody(void* context) { static_cast<WorkflowCall*>(context)->Cancel(); }

}  // namespace

RunPtr WorkflowCall::Make(Attempt& attempt, ProgramPtr program, const CallNumber& number) {
  auto call = std::make_unique<WorkflowCall>(attempt, number);
  WorkflowCall& made = *call;
  Run& caller = attempt.run();
  RunPool& runs = program->runs();
  RunPtr run = runs.Make(caller.services, std::move(program), OptionsOf(caller, made.answerer_));
  run->caller = std::move(call);
  made.run_ = run.get();
  made.Join();
  return run;
}

WorkflowCall::WorkflowCall(Attempt& attempt, const CallNumber& number)
    : attempt_(attempt),
      number_(number),
      answerer_(attempt.inner_answers(), attempt.run().options.answerer) {
  attempt_.AddRef();
}

WorkflowCall::~WorkflowCall() { attempt_.DropRef(); }

// It is a part of its caller's run: same thread, same run, same numbers of events.
void WorkflowCall::Join() {
  const Run& caller = by();
  run_->space = NamespaceOf(attempt_, number_.n);
  const bool steady = number_.first == 0 && caller.space == caller.steady_space;
  run_->steady_space = steady ? run_->space : SteadyNamespaceOf(attempt_, number_);
  run_->host = caller.host;
  run_->announcer.Within(by().announcer);
  if (caller.announcer.listening()) run_->space_parts = NamespaceParts(run_->space);
  checkpoint::ThreadRecord& record = run_->journal.record();
  record.id = caller.journal.record().id;
  record.branch = caller.journal.record().branch;
  record.epoch = caller.journal.record().epoch;
  record.rev = caller.journal.record().rev;
  run_->on_finished = [this] { Ended(); };
}

// Begun, or over already.
Status WorkflowCall::Launch(const Value& input) {
  cancel_ = attempt_.OnCancel(CancelBody, this);
  run_->self = RunPtr(run_);
  Status begun = Begin(input);
  if (begun.has_value()) return Ok();
  attempt_.OffCancel(cancel_);
  run_->time_limit.reset();
  run_->self.reset();
  return begun;
}

Outcome WorkflowCall::Start(const Value& input) {
  attempt_.BeginAsync();
  const Status begun = Launch(input);
  if (begun.has_value() && !passed_.exchange(true)) return Outcome::kPending;
  attempt_.DropRef();
  return begun.has_error() ? Fail(begun.error()) : TakeResult();
}

Result<std::optional<Value>> WorkflowCall::Wait(const Value& input) {
  waited_for_ = true;
  DF_TRY(Launch(input));
  run_->services.executor.Wait(run_->done);
  const Outcome outcome = TakeResult();
  attempt_.result().commanded = outcome == Outcome::kDone && run_->parent_command;
  if (attempt_.result().commanded) return std::optional<Value>();
  if (outcome == Outcome::kDone) return std::optional(run_->result.output);
  if (outcome == Outcome::kInterrupted) return std::optional<Value>();
  return *std::exchange(attempt_.result().error, std::nullopt);
}

void WorkflowCall::Ended() {
  attempt_.OffCancel(cancel_);
  if (waited_for_ || !passed_.exchange(true)) return;
  const Outcome outcome = TakeResult();
  const RunPtr gone = attempt_.TakeInner();
  attempt_.Complete(outcome);
}

void WorkflowCall::Cancel() { RequestStop(*run_, Stop::kCancelled); }

void WorkflowCall::Stop(Error error) {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = std::move(error);
  }
  attempt_.Cancel();
}

bool WorkflowCall::logged() const {
  return by().journal.enabled() && checkpoint() != SubCheckpoint::kNone;
}

Status WorkflowCall::Begin(const Value& input) {
  if (const auto limit = run_->workflow.limits.time; limit.count() > 0)
    run_->time_limit = std::make_unique<TimeLimit>(*run_, run_->started + limit);
  return logged() ? BeginLogged(input) : BeginFresh(input);
}

Status WorkflowCall::BeginFresh(const Value& input) {
  FillDefaults(run_->workflow, run_->state);
  DF_TRY(ApplyInput(*run_, input));
  DecideEnding(*run_);
  if (logged()) {
    DF_TRY(ReserveStream());
    run_->journal.Attach(*by().journal.store(), {.space = &record_});
  }
  DF_TRY(attempt_.BeginCall(number_.n));
  if (!logged() || run_->journal.Begin(input)) Drive(*run_, kWorkerBudget);
  return Ok();
}

Status WorkflowCall::BeginLogged(const Value& input) {
  record_ = CallBy(attempt_);
  record_.name = run_->space;
  record_.first = number_.first;
  const checkpoint::NamespaceDirectory calls(*by().journal.store());
  if (number_.logged) {
    DF_ASSIGN(const auto known, calls.Find(record_));
    if (known) return GoOn(*known);
  }
  if (checkpoint() != SubCheckpoint::kOwn) return BeginFresh(input);
  DF_ASSIGN(const auto earlier, calls.FindEarlier(record_));
  return earlier ? BeginAfter(*earlier, input) : BeginFresh(input);
}

Status WorkflowCall::ReserveStream() {
  DF_ASSIGN(record_.stream, run_->host->NewStream());
  run_->journal.record().stream = record_.stream;
  return Ok();
}

// The state that the last call left takes another input.
Status WorkflowCall::BeginAfter(const NamespaceRecord& earlier, const Value& input) {
  checkpoint::Store& store = *by().journal.store();
  DF_ASSIGN(auto from, checkpoint::Loader(store).LoadHead(earlier.stream));
  DF_TRY(HasNumbersOf(from.names));
  TakeState(*run_, std::move(from.state));
  record_.ComeAfter(earlier);
  DF_TRY(ReserveStream());
  run_->journal.Attach(store, {.parent = from.position,
                               .before = from.checksum,
                               .carried = true,
                               .previous = earlier.stream,
                               .space = &record_});
  DF_TRY(ApplyInput(*run_, input));
  DecideEnding(*run_);
  DF_TRY(attempt_.BeginCall(number_.n));
  if (run_->journal.Begin(input)) Drive(*run_, kWorkerBudget);
  return Ok();
}

// What was done of this very call stays done.
Status WorkflowCall::GoOn(const NamespaceRecord& known) {
  checkpoint::Store& store = *by().journal.store();
  record_ = known;
  run_->journal.record().stream = known.stream;
  DF_ASSIGN(auto loaded, checkpoint::Loader(store).LoadHead(known.stream));
  DF_TRY(HasNumbersOf(loaded.names));
  DF_TRY(CheckTypes(run_->workflow, loaded.state, record_.thread));
  GoOnFrom(*run_, loaded);
  DF_ASSIGN(auto news, GiveAnswers(run_->workflow, run_->state, WaitingAnswers(run_->state)));
  for (auto& task : ExpireQuestions(run_->workflow, run_->state, run_->services.clock.Now()))
    news.push_back(std::move(task));
  const bool passes = Passes(loaded.epoch);
  if (passes) PassInterrupt(*run_);
  run_->journal.Attach(store, {.head = loaded.position,
                               .replay_from = loaded.replay_from,
                               .before = loaded.checksum,
                               .space = &record_});
  DecideEnding(*run_);
  TakeFailing(*run_);
  DF_TRY(attempt_.BeginCall(number_.n));
  if (run_->journal.Takeover(news, passes, false)) Drive(*run_, kWorkerBudget);
  return Ok();
}

// A workflow that a node calls by name may have changed since.
Status WorkflowCall::HasNumbersOf(const checkpoint::Names& log) const {
  const checkpoint::Names& own = *run_->program->names();
  if (log.channels == own.channels && log.nodes == own.nodes) return Ok();
  return Error("workflow_changed", "a call of workflow '" + log.workflow +
                                       "' is under way that began with another shape of it")
      .Operation("call workflow")
      .Resource(own.workflow)
      .Cause("it began with version " + log.version + ", this is " + own.version)
      .Fix(
          "put that definition back until the thread has ended, or resume it with --from an "
          "older checkpoint");
}

// Whether a human let the caller go on since the log was written.
bool WorkflowCall::Passes(std::uint64_t epoch) const {
  return by().state.passed_interrupt_before && epoch < by().state.passed_epoch;
}

std::vector<Answer> WorkflowCall::WaitingAnswers(const checkpoint::State& state) const {
  std::vector<Answer> answers;
  for (const auto& given : attempt_.inner_answers()) {
    const bool waits = std::ranges::any_of(state.progress, [&](const auto& task) {
      return std::ranges::find(task.asked, given.id, &checkpoint::Asked::id) != task.asked.end();
    });
    if (waits) answers.push_back({given.id, given.value});
  }
  return answers;
}

Outcome WorkflowCall::TakeResult() {
  {
    const std::lock_guard lock(mutex_);
    if (stopped_) return Fail(*std::move(stopped_));
  }
  switch (run_->result.status) {
    case ThreadStatus::kDone:
      return run_->parent_command ? TakeCommand() : TakeOutput();
    case ThreadStatus::kWaiting:
      return TakeQuestions();
    default:
      return Fail(*run_->error);
  }
}

Outcome WorkflowCall::TakeOutput() {
  if (waited_for_) return Outcome::kDone;
  std::uint32_t port = 0;
  for (const channel::ChannelId id : run_->workflow.output) {
    const channel::Slot& slot = run_->state.slots[id];
    if (slot.has) attempt_.Emit(port, slot.value);
    ++port;
  }
  return Outcome::kDone;
}

Outcome WorkflowCall::TakeCommand() {
  const ParentCommand& command = *run_->parent_command;
  for (const auto& write : command.writes)
    if (attempt_.WriteAny(write.channel, write.value, write.mode).has_error())
      return Outcome::kFailed;
  for (const auto& node : command.jumps)
    if (attempt_.Jump(node, false).has_error()) return Outcome::kFailed;
  for (const auto& [node, ports] : command.sends)
    if (attempt_.Send(node, ports, false).has_error()) return Outcome::kFailed;
  return Outcome::kDone;
}

Outcome WorkflowCall::TakeQuestions() {
  auto& asked = attempt_.result().asked;
  for (const WaitingQuestion& question : run_->result.questions) {
    asked.push_back(question.asked);
    asked.back().inner = true;
  }
  return Outcome::kInterrupted;
}

Outcome WorkflowCall::Fail(Error error) {
  attempt_.Fail(std::move(error));
  return Outcome::kFailed;
}

}  // namespace dashflow::engine
