// SPDX-License-Identifier: Apache-2.0
#include "call/call_tables.hpp"

#include "call/call_functions.hpp"
#include "call/call_state.hpp"

namespace dashflow::sdk::testing {
namespace {

std::uint64_t AnswerCount(df_call* call) noexcept { return CallState::Of(call).answers.size(); }

void Progress(df_call* call) noexcept { ++CallState::Of(call).record.progress_count; }

std::uint64_t OnCancel(df_call* call, void (*callback)(void*), void* context) noexcept {
  return CallState::Of(call).cancel.Add(callback, context);
}

void OffCancel(df_call* call, std::uint64_t registration) noexcept {
  CallState::Of(call).cancel.Remove(registration);
}

void* Allocate(df_call* call, std::uint64_t bytes, std::uint64_t alignment) noexcept {
  return CallState::Of(call).arena.Allocate(bytes, alignment);
}

constexpr df_call_api kCallApi{
    .size = sizeof(df_call_api),
    .reserved = 0,
    .emit = &Emit,
    .read = &Read,
    .has = &Has,
    .write = &Write,
    .jump = &Jump,
    .send = &Send,
    .update_parent = &UpdateParent,
    .interrupt = &Interrupt,
    .answer_count = &AnswerCount,
    .answer_at = &AnswerAt,
    .call_workflow = &CallWorkflow,
    .progress = &Progress,
    .suspend_until = &SuspendUntil,
    .error = &SetError,
    .text = &Text,
    .on_cancel = &OnCancel,
    .off_cancel = &OffCancel,
    .sleep = &Sleep,
    .arena = &Allocate,
    .begin_async = &BeginAsync,
    .complete = &Complete,
    .complete_at = &CompleteAt,
};

constexpr df_events_api kEventsApi{sizeof(df_events_api), 0, &Custom, &Token};

}  // namespace

const df_call_api& CallApi() { return kCallApi; }
const df_events_api& EventsApi() { return kEventsApi; }

}  // namespace dashflow::sdk::testing
