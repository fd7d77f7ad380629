// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/call.h>

#include "host/graph/node.h"
#include "host/plugin/call/call_frame.h"

namespace dashflow::plugin {

// Members of df_call_api for async types; <dashflow/call.h> says what each does.
df_completion* BeginAsync(df_call* call) noexcept;
void Complete(df_completion* completion, df_status status) noexcept;
void CompleteAt(df_completion* completion, int64_t at_ns, df_status status) noexcept;

// The outcome of a run that took a completion and answered `status`. The call may be gone already;
// it is touched only when the node kept a completion that it does not need, which is then used in
// its place.
graph::Outcome SettleAsync(const CallContext& context, const Handoff& handoff,
                           df_status status) noexcept;

}  // namespace dashflow::plugin
