// SPDX-License-Identifier: Apache-2.0
#include "host/plugin/call/call_async.h"

#include <utility>

#include "host/plugin/call/completion_pool.h"
#include "host/plugin/service/guard.h"

namespace dashflow::plugin {

df_completion* BeginAsync(df_call* call) noexcept {
  if (call == nullptr) return nullptr;
  CallFrame& frame = *FrameOf(call);
  CompletionPool& pool = *frame.context->completions;
  if (frame.context->exec != graph::ExecClass::kAsync || frame.handoff == nullptr) {
    pool.CountMisuse(
        "begin_async was called twice in one call, or by a node type that is not async");
    return nullptr;
  }
  df_completion* completion = pool.Open(frame);
  if (completion == nullptr) return nullptr;
  const df_status begun = Guard([&]() -> df_status {
    frame.owner->BeginAsync();
    return DF_OK;
  });
  if (begun != DF_OK) {
    CompletionPool::Close(completion);
    return nullptr;
  }
  // The call may now outlive the stack that the handoff stands on.
  std::exchange(frame.handoff, nullptr)->completion = completion;
  return completion;
}

void Complete(df_completion* completion, df_status status) noexcept {
  CallFrame* frame = CompletionPool::Close(completion);
  if (frame == nullptr) return;
  graph::Call* owner = frame->owner;
  const graph::Outcome outcome = Settle(*frame, status);
  Guard([=]() -> df_status {
    owner->Complete(outcome);
    return DF_OK;
  });
}

void CompleteAt(df_completion* completion, std::int64_t at_ns, df_status status) noexcept {
  CallFrame* frame = CompletionPool::Close(completion);
  if (frame == nullptr) return;
  graph::Call* owner = frame->owner;
  const graph::Outcome outcome = Settle(*frame, status);
  Guard([=]() -> df_status {
    owner->CompleteAt(at_ns, outcome);
    return DF_OK;
  });
}

graph::Outcome SettleAsync(const CallContext& context, const Handoff& handoff,
                           df_status status) noexcept {
  if (status == DF_PENDING) return graph::Outcome::kPending;
  context.completions->CountMisuse(
      "a node took a completion and did not answer 'pending'; its answer counts");
  Complete(handoff.completion, status);
  return graph::Outcome::kPending;
}

}  // namespace dashflow::plugin
