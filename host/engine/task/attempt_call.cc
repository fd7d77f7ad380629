// SPDX-License-Identifier: Apache-2.0
#include "host/engine/call/workflow_call.h"
#include "host/engine/run.h"
#include "host/engine/task/attempt.h"
#include "host/value/builder.h"

namespace dashflow::engine {

// Whether there is something at the port, be it null.
bool Attempt::IsGiven(std::uint32_t slot) const {
  if (!inputs_[slot].is_null()) return true;
  const graph::Source& source = plan_->inputs[slot];
  if (source.from == graph::Source::From::kChannel) return run_->state.slots[source.channel].has;
  if (source.from == graph::Source::From::kHolding) return false;  // what is readable is not null
  return source.from != graph::Source::From::kAbsent;
}

Value Attempt::InnerInput(const graph::Workflow& inner) {
  if (inner.root) return inputs_.empty() ? Value() : inputs_[0];
  const ProgramPtr& program = run_->program->inner(node_);
  ObjectBuilder input;
  for (std::uint32_t slot = 0; slot < inputs_.size(); ++slot) {
    if (IsGiven(slot)) input.Add(program->key(inner.input[slot].channel), inputs_[slot]);
  }
  return std::move(input).Build();
}

// Whose state would it be that the next call goes on from?
Status Attempt::CheckAlone() const {
  if (plan_->checkpoint != graph::SubCheckpoint::kOwn) return Ok();
  const Attempt* caller = this;
  while (!caller->run_->HasSeveral(caller->node_)) {
    if (!caller->run_->caller) return Ok();
    caller = &caller->run_->caller->attempt();
  }
  return Error("subworkflow_conflict", "several tasks call '" + plan_->name +
                                           "' in one superstep, and it keeps one state for all")
      .Operation("call subworkflow")
      .Resource(plan_->name);
}

graph::Outcome Attempt::RunInner() {
  if (const Status alone = CheckAlone(); alone.has_error())
    return Fail(alone.error()), graph::Outcome::kFailed;
  const ProgramPtr& program = run_->program->inner(node_);
  const auto number = NextCall();
  if (number.has_error()) return Fail(number.error()), graph::Outcome::kFailed;
  const RunPtr inner = WorkflowCall::Make(*this, program, *number);
  SetInner(inner);
  const graph::Outcome outcome = inner->caller->Start(InnerInput(program->workflow()));
  if (outcome != graph::Outcome::kPending) TakeInner();
  return outcome;
}

// Looks the log up first, which takes its time.
Result<CallNumber> Attempt::NextCall() {
  CallNumbers numbers = calls_;
  if (!numbers.known()) DF_TRY(FindLogged(*this, numbers));
  const std::lock_guard lock(mutex_);
  calls_ = numbers;
  return calls_.Next();
}

// Once it is given up the numbers are those of another attempt.
Status Attempt::BeginCall(std::uint64_t n) {
  const std::lock_guard lock(mutex_);
  if (detached_) return Error("cancelled", "the attempt was given up");
  calls_.Begin(n);
  return Ok();
}

CallNumbers Attempt::calls() {
  const std::lock_guard lock(mutex_);
  return calls_;
}

RunPtr Attempt::inner() {
  const std::lock_guard lock(mutex_);
  return inner_;
}

RunPtr Attempt::TakeInner() {
  const std::lock_guard lock(mutex_);
  return std::move(inner_);
}

void Attempt::SetInner(RunPtr inner) {
  const std::lock_guard lock(mutex_);
  inner_ = std::move(inner);
}

Result<ParentCommand*> Attempt::ForParent() {
  if (!run_->caller) return Error("no_parent", "there is no parent workflow");
  if (!result_->parent) result_->parent = std::make_unique<ParentCommand>();
  return result_->parent.get();
}

Status Attempt::UpdateParent(std::string_view channel, Value value, channel::WriteMode mode) {
  DF_ASSIGN(ParentCommand* const command, ForParent());
  command->writes.push_back({std::string(channel), mode, std::move(value)});
  return Ok();
}

Result<std::optional<Value>> Attempt::CallWorkflow(std::string_view workflow, const Value& input) {
  if (claimed()) return Error("cancelled", "the attempt was given up");
  DF_TRY(CheckAlone());
  DF_ASSIGN(ProgramPtr program, run_->host->FindWorkflow(workflow));
  DF_ASSIGN(const CallNumber number, NextCall());
  const RunPtr inner = WorkflowCall::Make(*this, std::move(program), number);
  return inner->caller->Wait(input);
}

}  // namespace dashflow::engine
