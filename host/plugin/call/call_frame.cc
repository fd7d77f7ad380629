// SPDX-License-Identifier: Apache-2.0
#include "host/plugin/call/call_frame.h"

#include "host/plugin/call/status.h"
#include "host/plugin/value/value_bridge.h"

namespace dashflow::plugin {
namespace {

using graph::Outcome;

constexpr std::uint32_t kNeverCancelled = 0;

df_call FactsOf(const graph::Call::Facts& facts, void* instance) {
  return {.size = sizeof(df_call),
          .input_count = facts.input_count,
          .inputs = ToAbi(facts.inputs),
          .cancelled = facts.cancelled == nullptr ? &kNeverCancelled : facts.cancelled,
          .deadline_ns = facts.deadline_ns,
          .step = facts.step,
          .attempt = facts.attempt,
          .reserved = 0,
          .instance = instance};
}

Outcome Fail(CallFrame& frame, Error error) {
  FailCall(frame, std::move(error));
  return Outcome::kFailed;
}

Error BrokenContract(std::string words) { return {"invalid_node_result", std::move(words)}; }

// An interrupt that the node swallowed would leave the human's question open and the answer unused.
Outcome SettleDone(const CallFrame& frame) {
  return frame.has_asked ? Outcome::kInterrupted : Outcome::kDone;
}

Outcome SettleOther(CallFrame& frame, df_status status) {
  switch (status) {
    case DF_OK:
      return SettleDone(frame);
    case DF_INTERRUPTED:
      if (frame.has_asked) return Outcome::kInterrupted;
      return Fail(frame, BrokenContract("the node answered 'interrupted' and asked nothing"));
    case DF_SUSPENDED:
      if (frame.has_suspended) return Outcome::kSuspended;
      return Fail(frame, BrokenContract("the node answered 'suspended' and named no time"));
    case DF_PENDING:
      return Fail(frame, BrokenContract("the node answered 'pending' and took no completion"));
    case DF_AGAIN:
      return Fail(frame, BrokenContract("the node answered 'again'"));
    default:
      break;
  }
  if (!frame.has_error) FailCall(frame, UnexplainedError(status, frame.context->node_type));
  return Outcome::kFailed;
}

}  // namespace

CallFrame::CallFrame(graph::Call& call, const CallContext& of, void* node_instance, Handoff& to)
    : df_call(FactsOf(call.facts(), node_instance)), owner(&call), context(&of), handoff(&to) {}

void FailCall(CallFrame& frame, Error error) {
  frame.has_error = true;
  if (error.resource().empty()) error.Resource(frame.context->node_type);
  if (error.operation().empty()) {
    error.Operation("run " + frame.context->node_type + " of plugin " + frame.context->plugin +
                    " " + frame.context->plugin_version);
  }
  frame.owner->Fail(std::move(error));
}

void RefuseCall(CallFrame& frame, Error error) {
  if (frame.was_refused) return;
  frame.was_refused = true;  // first: what follows may find no memory
  FailCall(frame, std::move(error));
}

graph::Outcome Settle(CallFrame& frame, df_status status) noexcept {
  if (status == DF_OK && !frame.was_refused && !frame.has_asked) [[likely]]
    return Outcome::kDone;
  if (frame.was_refused) return Outcome::kFailed;
  try {
    return SettleOther(frame, status);
  } catch (...) {
    return Outcome::kFailed;
  }
}

}  // namespace dashflow::plugin
