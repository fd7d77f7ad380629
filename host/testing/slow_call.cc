// SPDX-License-Identifier: Apache-2.0
#include "host/testing/slow_call.h"

#include <new>
#include <type_traits>
#include <utility>

namespace dashflow::testing {

// Nobody destroys what lives in a call's memory.
static_assert(std::is_trivially_destructible_v<SlowCall>);

SlowCall& SlowCall::Of(graph::Call& call, std::chrono::nanoseconds delay, const Clock& clock) {
  return *new (call.Arena(sizeof(SlowCall), alignof(SlowCall))) SlowCall(call, delay, clock);
}

SlowCall::SlowCall(graph::Call& call, std::chrono::nanoseconds delay, const Clock& clock)
    : call_(call), delay_(delay), clock_(clock) {
  facts_ = call.facts();
}

void SlowCall::Complete(graph::Outcome outcome) {
  call_.CompleteAt((clock_.Mono() + delay_).time_since_epoch().count(), outcome);
}
void SlowCall::CompleteAt(std::int64_t mono_ns, graph::Outcome outcome) {
  call_.CompleteAt(mono_ns + delay_.count(), outcome);
}

void SlowCall::Emit(std::uint32_t slot, Value value) { call_.Emit(slot, std::move(value)); }
Result<const Value*> SlowCall::Read(std::string_view channel) { return call_.Read(channel); }
Status SlowCall::Write(std::string_view channel, Value value, channel::WriteMode mode) {
  return call_.Write(channel, std::move(value), mode);
}
Status SlowCall::Jump(std::string_view node, bool parent) { return call_.Jump(node, parent); }
Status SlowCall::Send(std::string_view node, Value arguments, bool parent) {
  return call_.Send(node, std::move(arguments), parent);
}
Status SlowCall::UpdateParent(std::string_view channel, Value value, channel::WriteMode mode) {
  return call_.UpdateParent(channel, std::move(value), mode);
}
const Value* SlowCall::Interrupt(const Value& question, const Value& schema) {
  return call_.Interrupt(question, schema);
}
std::size_t SlowCall::AnswerCount() const { return call_.AnswerCount(); }
const Value* SlowCall::AnswerAt(std::size_t index) const { return call_.AnswerAt(index); }
Result<std::optional<Value>> SlowCall::CallWorkflow(std::string_view workflow, const Value& input) {
  return call_.CallWorkflow(workflow, input);
}
graph::Outcome SlowCall::RunInner() { return call_.RunInner(); }
void SlowCall::Progress() { call_.Progress(); }
Status SlowCall::SuspendUntil(std::int64_t unix_ns) { return call_.SuspendUntil(unix_ns); }
void SlowCall::Fail(Error error) { call_.Fail(std::move(error)); }
std::string_view SlowCall::Text(graph::CallText which) { return call_.Text(which); }
const Value* SlowCall::HostName(std::string_view name) { return call_.HostName(name); }
std::uint64_t SlowCall::OnCancel(CancelCallback callback, void* context) {
  return call_.OnCancel(callback, context);
}
void SlowCall::OffCancel(std::uint64_t registration) { call_.OffCancel(registration); }
bool SlowCall::Sleep(std::int64_t ns) { return call_.Sleep(ns); }
void* SlowCall::Arena(std::size_t bytes, std::size_t alignment) {
  return call_.Arena(bytes, alignment);
}
void SlowCall::BeginAsync() { call_.BeginAsync(); }
bool SlowCall::Custom(const Value& value) { return call_.Custom(value); }
bool SlowCall::Token(std::string_view text, const Value& metadata) {
  return call_.Token(text, metadata);
}
void SlowCall::LogLine(LogLevel level, std::string_view message, const Value& fields) {
  call_.LogLine(level, message, fields);
}

}  // namespace dashflow::testing
