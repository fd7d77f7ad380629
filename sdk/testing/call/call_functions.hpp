// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/call.h>

#include <dashflow/value.hpp>
#include <string>

// The functions of df_call_api and df_events_api (their contracts are there), on a CallState each.
namespace dashflow::sdk::testing {

df_status Emit(df_call* call, std::uint32_t slot, const df_value* value) noexcept;
df_status Read(df_call* call, df_text channel, df_value* out) noexcept;
std::uint32_t Has(df_call* call, df_text channel) noexcept;
df_status Write(df_call* call, df_text channel, const df_value* value, std::uint32_t mode) noexcept;
df_status UpdateParent(df_call* call, df_text channel, const df_value* value,
                       std::uint32_t mode) noexcept;

df_status Jump(df_call* call, df_text node, std::uint32_t parent) noexcept;
df_status Send(df_call* call, df_text node, const df_value* arguments,
               std::uint32_t parent) noexcept;
df_status AnswerAt(df_call* call, std::uint64_t index, df_value* out) noexcept;
df_status Interrupt(df_call* call, const df_value* question, const df_value* schema,
                    df_value* answer) noexcept;
df_status CallWorkflow(df_call* call, df_text name, const df_value* input,
                       df_value* output) noexcept;
df_status SuspendUntil(df_call* call, std::int64_t unix_ns) noexcept;
void SetError(df_call* call, df_status category, df_text code, df_text message,
              std::int32_t retryable, std::int64_t retry_after_ns,
              const df_value* details) noexcept;
df_text Text(df_call* call, std::uint32_t which) noexcept;

std::uint32_t Sleep(df_call* call, std::int64_t ns) noexcept;
df_completion* BeginAsync(df_call* call) noexcept;
void Complete(df_completion* completion, df_status status) noexcept;
void CompleteAt(df_completion* completion, std::int64_t at_ns, df_status status) noexcept;

df_status Custom(df_call* call, const df_value* value) noexcept;
df_status Token(df_call* call, df_text text, const df_value* metadata) noexcept;

// Keeps what a node gave (null pointer: null). False when no host would take it.
bool Keep(const df_value* value, Value* out);
std::string CopyText(df_text text);

}  // namespace dashflow::sdk::testing
