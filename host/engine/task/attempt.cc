// SPDX-License-Identifier: Apache-2.0
#include "host/engine/task/attempt.h"

#include <algorithm>
#include <new>

#include "host/engine/call/workflow_call.h"
#include "host/engine/failure/inner_expiry.h"
#include "host/engine/run.h"
#include "host/engine/state/binding.h"
#include "host/engine/task/arguments.h"
#include "host/engine/task/conclude.h"
#include "host/engine/task/dispatch.h"
#include "host/engine/task/identity.h"
#include "host/expression/expression.h"
#include "host/value/depth.h"

namespace dashflow::engine {
namespace {

// A sleep of a blocking node: its timer or a cancellation ends it, and its memory stays until the
// timer is out of it.
struct Nap {
  executor::Executor& executor;
  std::atomic<std::uint32_t> awake{0};
  std::atomic<std::uint32_t> timer_left{0};
};

void EndNap(executor::Token token) noexcept {
  Nap& nap = *static_cast<Nap*>(token.run);
  executor::Executor& executor = nap.executor;
  executor.Notify(nap.awake);
  executor.Notify(nap.timer_left);
}

Value Readable(const channel::Slot& slot) { return slot.has ? slot.value : Value(); }

}  // namespace

Status Attempt::Prepare(Run& run, Task& task, bool detachable) {
  run_ = &run;
  task_ = &task;
  plan_ = &run.plan(task);
  node_ = task.node();
  path_ = task.path;
  result_ = detachable ? &own_result_ : &task.result;
  if (task.attempts > 0) result_->Clear();
  asked_ = 0;
  expired_ = false;
  calls_ = task.calls;
  if (!task.answers.empty() || !answers_.empty()) answers_ = task.answers;
  if (!task.inner_answers.empty() || !inner_answers_.empty()) inner_answers_ = task.inner_answers;
  facts_.attempt = ++task.attempts;
  facts_.step = run.state.step + 1;
  facts_.cancelled = reinterpret_cast<const std::uint32_t*>(&cancelled_);
  facts_.deadline_ns = INT64_MAX;
  if (detachable || run.announcer.listening()) {
    started_ = run.services.executor.clock().Mono();
    if (task.attempts == 1) task.first_start = started_;
    first_start_ = task.first_start;
  }
  return FillInputs(task);
}

void Attempt::MarkStarted() { started_ = run_->services.executor.clock().Mono(); }

void Attempt::Reuse() {
  claimed_.store(false, std::memory_order_relaxed);
  held_.clear();
  texts_.clear();
  arena_.clear();
  callbacks_.Reset();
}

void Attempt::Clear() {
  Reuse();
  inputs_.clear();
  answers_.clear();
  inner_answers_.clear();
}

Status Attempt::FillInputs(const Task& task) {
  inputs_.resize(plan_->inputs.size());
  bool computes = false;
  for (std::size_t slot = 0; slot < inputs_.size(); ++slot) {
    const graph::Source& source = plan_->inputs[slot];
    switch (source.from) {
      case graph::Source::From::kAbsent:
        inputs_[slot] = Value();
        break;
      case graph::Source::From::kChannel:
        inputs_[slot] = run_->state.slots[source.channel].value;
        break;
      case graph::Source::From::kValue:
        inputs_[slot] = source.value;
        break;
      case graph::Source::From::kHolding:
        inputs_[slot] = Readable(run_->state.slots[source.channel]);
        break;
      case graph::Source::From::kExpression:
        inputs_[slot] = Value();
        computes = true;
    }
  }
  if (computes) DF_TRY(ComputeInputs(task));
  if (task.handled) {
    TakeHanded(task);
  } else if (task.sent != nullptr) {
    for (const auto& [slot, value] : *task.sent) inputs_[slot] = value;
  }
  facts_.inputs = inputs_.data();
  facts_.input_count = static_cast<std::uint32_t>(inputs_.size());
  return Ok();
}

void Attempt::TakeHanded(const Task& task) {
  const Value* given = task.failure.Find("input");
  if (given == nullptr || !given->is_object()) return;
  for (const std::uint32_t slot : plan_->handed) {
    const Value* value = given->Find(plan_->type->inputs[slot].name);
    if (value != nullptr) inputs_[slot] = *value;
  }
}

Status Attempt::ComputeInputs(const Task& task) {
  StateBinding binding(*run_);
  binding.SetTask(task);
  for (std::size_t slot = 0; slot < inputs_.size(); ++slot) {
    const graph::Source& source = plan_->inputs[slot];
    if (source.from != graph::Source::From::kExpression) continue;
    DF_ASSIGN(inputs_[slot], source.expression->Evaluate(binding));
  }
  return Ok();
}

void Attempt::DropRef() {
  if (references_.fetch_sub(1, std::memory_order_acq_rel) == 1) delete this;
}

void Attempt::Detach() {
  const std::lock_guard lock(mutex_);
  detached_ = true;
}

void Attempt::Cancel() {
  cancelled_.store(1, std::memory_order_release);
  {
    const std::lock_guard lock(mutex_);
    if (sleeper_ != nullptr) run_->services.executor.Notify(*sleeper_);
  }
  callbacks_.Fire();
}

void Attempt::Emit(std::uint32_t slot, Value value) {
  if (slot >= plan_->outputs.size()) {
    return Fail(Error("invalid_node_result", "node '" + plan_->name + "' gave output port " +
                                                 std::to_string(slot) + ", its type has " +
                                                 std::to_string(plan_->outputs.size())));
  }
  const channel::ChannelId channel = plan_->outputs[slot];
  if (!plan_->set.empty()) result_->out.emplace_back(slot, value);
  if (channel == graph::kNoChannel) return;
  result_->writes.push_back({channel, channel::WriteMode::kReduce, std::move(value)});
}

Result<const Value*> Attempt::Read(std::string_view name) {
  if (!plan_->type->open)
    return Error("unsupported_call", "node type '" + plan_->type->name + "' is not declared open");
  const bool remaining = name == "remaining_steps";
  const bool managed = remaining || name == "is_last_step";
  const auto channel = run_->workflow.FindChannel(name);
  if (!channel && !managed)
    return Error("undeclared_channel", "there is no channel '" + std::string(name) + "'");
  const std::lock_guard lock(mutex_);
  if (detached_) return Error("cancelled", "the attempt was given up");
  if (managed) {
    const std::int64_t steps = run_->RemainingSteps();
    return &held_.emplace_front(remaining ? Value(steps) : Value(steps == 1));
  }
  const channel::Slot& slot = run_->state.slots[*channel];
  if (!slot.has) return nullptr;
  return &held_.emplace_front(slot.value);
}

Status Attempt::Write(std::string_view name, Value value, channel::WriteMode mode) {
  if (!plan_->type->open)
    return Error("unsupported_call", "node type '" + plan_->type->name + "' is not declared open");
  return WriteAny(name, std::move(value), mode);
}

Status Attempt::WriteAny(std::string_view name, Value value, channel::WriteMode mode) {
  const auto channel = run_->workflow.FindChannel(name);
  if (channel) {
    result_->writes.push_back({*channel, mode, std::move(value)});
    return Ok();
  }
  if (run_->workflow.ignore_unknown_writes) return Ok();
  Error error =
      Error("undeclared_channel", "node '" + plan_->name + "' wrote to channel '" +
                                      std::string(name) + "', which the workflow does not declare")
          .Operation("write a channel")
          .Resource(std::string(name))
          .Cause("the workflow '" + run_->workflow.name + "' has no such channel under state:");
  Fail(error);
  return error;
}

Status Attempt::Jump(std::string_view node, bool parent) {
  if (parent) {
    DF_ASSIGN(ParentCommand* const command, ForParent());
    command->jumps.emplace_back(node);
    return Ok();
  }
  if (node == "END") return Ok();
  const auto target = run_->workflow.FindNode(node);
  const auto& allowed = plan_->jumps;
  if (target && std::ranges::find(allowed, *target) != allowed.end()) {
    result_->jumps.push_back(*target);
    return Ok();
  }
  Error error("goto_refused",
              "node '" + plan_->name + "' jumped to '" + std::string(node) + "'" +
                  (target ? ", which its goto: does not list" : ", which does not exist"));
  Fail(error);
  return error;
}

Status Attempt::Send(std::string_view node, Value arguments, bool parent) {
  if (parent) {
    DF_ASSIGN(ParentCommand* const command, ForParent());
    command->sends.emplace_back(node, std::move(arguments));
    return Ok();
  }
  DF_TRY(Jump(node, false));
  if (node == "END") return Error("send_invalid", "a task cannot be sent to END");
  const graph::NodeId target = result_->jumps.back();
  result_->jumps.pop_back();
  auto ports = ArgumentsOf(run_->workflow.nodes[target], arguments);
  if (ports.has_error()) {
    Fail(ports.error());
    return ports.error();
  }
  result_->sends.push_back({target, std::move(ports).value()});
  return Ok();
}

// A question that is asked again, after a restart or for the answer to another one, keeps its time.
// Where a log is kept it is decided before anything runs.
void Attempt::SetExpiry(checkpoint::Asked& asked) {
  const WallTime now = run_->services.clock.Now();
  const auto known = KnownExpiry(*run_, asked.id);
  asked.expires = known.value_or(now + plan_->expire->after);
  expired_ = known && *known <= now && KeepsNothing(*run_);
}

const Value* Attempt::TakeAnswer(Value answer) {
  expired_ = false;
  return &answers_.emplace_back(std::move(answer));
}

// Null: a node takes the task's place.
const Value* Attempt::Expire(checkpoint::Asked asked) {
  const auto& answer = plan_->expire->answer;
  RememberExpired(*run_, {asked.id, answer.value_or(Value()), !answer});
  if (answer) return TakeAnswer(*answer);
  result_->asked.push_back(std::move(asked));
  return nullptr;
}

const Value* Attempt::Interrupt(const Value& question, const Value& schema) {
  const std::size_t n = asked_++;
  if (n < answers_.size()) return &answers_[n];
  for (const Value* part : {&question, &schema}) {
    if (const Status fits = CheckDepth(*part); fits.has_error()) return Fail(fits.error()), nullptr;
  }
  auto asked = Ask(question, schema, n);
  if (!asked) return nullptr;
  if (run_->options.answerer != nullptr) {
    if (auto answer = run_->options.answerer->Answer(*asked)) return TakeAnswer(std::move(*answer));
  }
  if (expired_) return Expire(*std::move(asked));
  result_->asked.push_back(*std::move(asked));
  result_->answers = answers_;
  return nullptr;
}

// What keeps nothing asks the same again whenever it is called.
std::optional<checkpoint::Asked> Attempt::Ask(const Value& question, const Value& schema,
                                              std::size_t n) {
  const std::string path = PathText(run_->workflow, path_, node_);
  const std::lock_guard lock(mutex_);
  if (detached_) return std::nullopt;
  const TaskIdentity asks = KeepsNothing(*run_) ? run_->SteadyIdentity(path) : run_->Identity(path);
  checkpoint::Asked asked{QuestionId(asks, n), question, schema};
  if (plan_->expire) SetExpiry(asked);
  return asked;
}

const Value* Attempt::AnswerAt(std::size_t index) const {
  return index < answers_.size() ? &answers_[index] : nullptr;
}

void Attempt::Progress() {
  progress_ns_.store(run_->services.executor.clock().Mono().time_since_epoch().count(),
                     std::memory_order_relaxed);
  if (run_->caller) run_->caller->attempt().Progress();
}

Status Attempt::SuspendUntil(std::int64_t unix_ns) {
  resume_at_ = WallTime(std::chrono::nanoseconds(unix_ns));
  return Ok();
}

void Attempt::Fail(Error error) {
  if (!result_->error) result_->error = Locate(std::move(error));
}

Error Attempt::Locate(Error error) const {
  Place place = plan_->place;
  place.node = plan_->name;
  place.task = PathText(run_->workflow, path_, node_);
  place.step = facts_.step;
  return error.In(place);
}

std::uint64_t Attempt::OnCancel(CancelCallback callback, void* context) {
  return callbacks_.Add(callback, context);
}

void Attempt::OffCancel(std::uint64_t registration) { callbacks_.Remove(registration); }

bool Attempt::Sleep(std::int64_t ns) {
  executor::Executor& executor = run_->services.executor;
  Nap nap{executor};
  {
    const std::lock_guard lock(mutex_);
    if (cancelled_.load() != 0) return true;
    sleeper_ = &nap.awake;
  }
  const auto alarm =
      executor.At(executor.clock().Mono() + std::chrono::nanoseconds(ns), {&nap, 0, 0}, EndNap);
  executor.Wait(nap.awake);
  {
    const std::lock_guard lock(mutex_);
    sleeper_ = nullptr;
  }
  if (!executor.CancelTimer(alarm)) executor.Wait(nap.timer_left);
  return cancelled_.load() != 0;
}

void* Attempt::Arena(std::size_t bytes, std::size_t alignment) {
  if (alignment == 0 || alignment > 64 || (alignment & (alignment - 1)) != 0) return nullptr;
  auto block = std::unique_ptr<std::byte[]>(new (std::nothrow) std::byte[bytes + alignment]);
  if (!block) return nullptr;
  const auto address = reinterpret_cast<std::uintptr_t>(block.get());
  std::byte* const aligned = block.get() + ((alignment - address % alignment) % alignment);
  arena_.push_back(std::move(block));
  return aligned;
}

void Attempt::BeginAsync() { AddRef(); }

void Attempt::Complete(graph::Outcome outcome) {
  LeaveInFlight(*this);
  LeaveGate(*this);
  Conclude(*this, outcome, Here::kForeign);
  DropRef();
}

void Attempt::CompleteAt(std::int64_t mono_ns, graph::Outcome outcome) {
  ConcludeAt(*this, mono_ns, outcome);
}

bool Attempt::Custom(const Value& value) {
  const std::lock_guard lock(mutex_);
  return detached_ || run_->announcer.Custom(plan_->name, value);
}

bool Attempt::Token(std::string_view text, const Value& metadata) {
  const std::lock_guard lock(mutex_);
  return detached_ || run_->announcer.Token(plan_->name, text, metadata);
}

void Attempt::LogLine(LogLevel level, std::string_view message, const Value& fields) {
  run_->services.log.Write(level, plan_->name, message);
  const std::lock_guard lock(mutex_);
  if (!detached_) run_->announcer.Log(level, plan_->name, message, fields);
}

}  // namespace dashflow::engine
