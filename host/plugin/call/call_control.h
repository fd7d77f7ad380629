// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/call.h>

namespace dashflow::plugin {

// Members of df_call_api beside reads and writes; <dashflow/call.h> says what each does.
df_status Interrupt(df_call* call, const df_value* question, const df_value* schema,
                    df_value* answer) noexcept;
uint64_t AnswerCount(df_call* call) noexcept;
df_status AnswerAt(df_call* call, uint64_t index, df_value* out) noexcept;
df_status CallWorkflow(df_call* call, df_text workflow, const df_value* input,
                       df_value* output) noexcept;
void Progress(df_call* call) noexcept;
df_status SuspendUntil(df_call* call, int64_t unix_ns) noexcept;
void TellError(df_call* call, df_status category, df_text code, df_text message, int32_t retryable,
               int64_t retry_after_ns, const df_value* details) noexcept;
df_text TextOfCall(df_call* call, uint32_t which) noexcept;
uint64_t OnCancel(df_call* call, void (*callback)(void* context), void* context) noexcept;
void OffCancel(df_call* call, uint64_t registration) noexcept;
uint32_t Sleep(df_call* call, int64_t ns) noexcept;
void* Arena(df_call* call, uint64_t bytes, uint64_t alignment) noexcept;

}  // namespace dashflow::plugin
