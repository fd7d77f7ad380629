// SPDX-License-Identifier: Apache-2.0
#include "call/call_state.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <utility>

#include "host/plugin_manifest.hpp"

namespace dashflow::sdk::testing {
namespace {

constexpr std::chrono::milliseconds kPatience{10'000};

df_call EmptyCall(void* node) {
  df_call call{};
  call.size = sizeof(df_call);
  call.deadline_ns = INT64_MAX;
  call.attempt = 1;
  call.instance = node;
  return call;
}

}  // namespace

CallState::CallState(const df_node_type& type, ValueView description, void* node,
                     FakeClock& fake_clock)
    : df_call(EmptyCall(node)),
      clock(fake_clock),
      type_(type),
      description_(description),
      input_values_(description["inputs"].size()),
      raw_inputs_(input_values_.size()) {
  inputs = raw_inputs_.data();
  input_count = static_cast<std::uint32_t>(raw_inputs_.size());
  cancelled = cancel.flag();
}

CallState::~CallState() {
  for (const std::uint64_t timer : cancel_timers_) clock.Forget(timer);
  if (completion.begun() && !over_ && Wait().status == DF_PENDING) {
    std::fputs("An async run was never completed; its call cannot end.\n", stderr);
    std::abort();
  }
}

void CallState::SetInput(std::string_view port, ValueView value) {
  const int slot = SlotOf(description_, "inputs", port);
  if (slot < 0) throw std::invalid_argument("There is no input port '" + std::string(port) + "'.");
  const auto index = static_cast<std::size_t>(slot);
  input_values_[index] = Value(value);
  raw_inputs_[index] = input_values_[index].view().raw();
}

void CallState::CancelAt(std::int64_t mono_ns) {
  cancel_timers_.push_back(clock.CallAt(mono_ns, [this] { cancel.Cancel(); }));
}

df_status CallState::Start() {
  const df_status status = type_.run(this);
  if (status == DF_PENDING && !completion.begun()) {
    Misuse("The node answered DF_PENDING without begin_async.");
  }
  if (status != DF_PENDING && completion.begun()) {
    Misuse("The node took a completion and answered something else than DF_PENDING.");
    completion.Complete(status);
  }
  record.status = status;
  over_ = status != DF_PENDING || !completion.begun();
  return status;
}

const FakeRun& CallState::Wait() {
  while (!over_ && !completion.done() && completion_timer_ != 0) clock.AdvanceToNextTimer();
  if (!over_) record.status = completion.Wait(kPatience);
  over_ = record.status != DF_PENDING;
  return record;
}

const Value* CallState::FindChannel(std::string_view name) const {
  const auto found = channels.find(name);
  return found != channels.end() ? &found->second : nullptr;
}

ValueView CallState::FindOutput(std::uint32_t slot) const {
  return description_["outputs"][std::size_t{slot}];
}

df_status CallState::Misuse(std::string what) {
  const std::lock_guard lock(misuse_mutex_);
  record.misuse.push_back(std::move(what));
  return DF_INVALID_INPUT;
}

bool CallState::Alive(const char* what) {
  const bool alive = !over_ && !completion.done();
  if (!alive) Misuse(std::string(what) + " was called after the end of the run.");
  return alive;
}

void CallState::CompleteAt(std::int64_t mono_ns, df_status status) {
  completion_timer_ = clock.CallAt(mono_ns, [this, status] {
    completion_timer_ = 0;
    completion.Complete(status);
  });
  cancel.Add(&CompleteCancelled, this);
}

void CallState::CompleteCancelled(void* call) {
  CallState& self = *static_cast<CallState*>(call);
  const std::uint64_t timer = self.completion_timer_.exchange(0);
  if (timer != 0 && self.clock.Forget(timer)) self.completion.Complete(DF_CANCELLED);
}

}  // namespace dashflow::sdk::testing
