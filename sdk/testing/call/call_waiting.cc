// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "call/call_functions.hpp"
#include "call/call_state.hpp"

namespace dashflow::sdk::testing {
std::uint32_t Sleep(df_call* call, std::int64_t ns) noexcept {
  CallState& state = CallState::Of(call);
  const std::int64_t end = state.clock.mono_ns() + std::max<std::int64_t>(ns, 0);
  while (!state.cancel.cancelled() && state.clock.AdvanceToNextTimer(end)) continue;
  if (!state.cancel.cancelled()) state.clock.AdvanceTo(end);
  return state.cancel.cancelled() ? 1 : 0;
}

df_completion* BeginAsync(df_call* call) noexcept {
  df_completion& completion = CallState::Of(call).completion;
  if (completion.begun()) {
    completion.call.Misuse("begin_async was called twice.");
    return nullptr;
  }
  completion.Begin();
  return &completion;
}

void Complete(df_completion* completion, df_status status) noexcept {
  if (!completion->Complete(status)) completion->call.Misuse("The run was completed twice.");
}

void CompleteAt(df_completion* completion, std::int64_t at_ns, df_status status) noexcept {
  completion->call.CompleteAt(at_ns, status);
}

}  // namespace dashflow::sdk::testing
