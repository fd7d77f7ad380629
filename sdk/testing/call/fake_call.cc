// SPDX-License-Identifier: Apache-2.0
#include <dashflow/testing/fake_call.hpp>
#include <utility>

#include "call/call_state.hpp"

namespace dashflow::sdk::testing {

FakeCall::FakeCall(std::unique_ptr<CallState> state) : state_(std::move(state)) {}
FakeCall::FakeCall(FakeCall&&) noexcept = default;
FakeCall::~FakeCall() = default;

FakeCall& FakeCall::In(std::string_view port, ValueView value) {
  state_->SetInput(port, value);
  return *this;
}

FakeCall& FakeCall::Channel(std::string_view name, ValueView value) {
  state_->channels.insert_or_assign(std::string(name), Value(value));
  return *this;
}

FakeCall& FakeCall::Answer(ValueView answer) {
  state_->answers.emplace_back(answer);
  return *this;
}

FakeCall& FakeCall::Attempt(std::uint32_t number) {
  state_->attempt = number;
  return *this;
}

FakeCall& FakeCall::IdempotencyKey(std::string_view key) {
  state_->idempotency_key = key;
  return *this;
}

FakeCall& FakeCall::Deadline(std::chrono::nanoseconds after) {
  state_->deadline_ns = state_->clock.mono_ns() + after.count();
  return CancelAfter(after);
}

FakeCall& FakeCall::CancelAfter(std::chrono::nanoseconds after) {
  state_->CancelAt(state_->clock.mono_ns() + after.count());
  return *this;
}

FakeCall& FakeCall::Workflow(std::string_view name, std::function<Value(ValueView)> body) {
  state_->workflows.insert_or_assign(std::string(name), std::move(body));
  return *this;
}

FakeCall& FakeCall::RefuseEvents(int count) {
  state_->events_to_refuse = count;
  return *this;
}

FakeRun FakeCall::Run() {
  Start();
  return Wait();
}

df_status FakeCall::Start() { return state_->Start(); }

FakeRun FakeCall::Wait() { return state_->Wait(); }

bool FakeCall::completed() const { return state_->completion.done(); }

void FakeCall::Cancel() { state_->cancel.Cancel(); }

}  // namespace dashflow::sdk::testing
