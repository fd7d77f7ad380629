// SPDX-License-Identifier: Apache-2.0
#include "host/plugin/call/call_control.h"

#include <algorithm>
#include <bit>

#include "host/plugin/call/call_frame.h"
#include "host/plugin/call/status.h"
#include "host/plugin/service/guard.h"
#include "host/plugin/value/value_bridge.h"

namespace dashflow::plugin {
namespace {

constexpr std::uint64_t kMaxAlignment = 64;

Error NotServed() {
  return Error("out_of_memory", "the host could not serve a call of the node")
      .Cause("the system gave it no more memory");
}

// Runs `body` on the engine's call; nothing happens without one. Where the host itself fails, the
// task does, too: many functions of the ABI cannot tell the node, which would go on with less.
template <class Body>
df_status WithCall(df_call* call, Body body) noexcept {
  if (call == nullptr) return DF_INVALID_INPUT;
  CallFrame& frame = *FrameOf(call);
  bool has_ended = false;
  const df_status status = Guard([&]() -> df_status {
    const df_status told = body(frame, *frame.owner);
    has_ended = true;
    return told;
  });
  if (!has_ended) Guard([&]() -> df_status { return RefuseCall(frame, NotServed()), DF_OK; });
  return status;
}

}  // namespace

df_status Interrupt(df_call* call, const df_value* question, const df_value* schema,
                    df_value* answer) noexcept {
  Lend({}, answer);
  return WithCall(call, [=](CallFrame& frame, graph::Call& owner) -> df_status {
    Value asked;
    Value form;
    if (answer == nullptr || !Import(question, asked) || !ImportOptional(schema, form)) {
      return DF_INVALID_INPUT;
    }
    const Value* given = owner.Interrupt(asked, form);
    frame.has_asked = given == nullptr;
    if (given == nullptr) return DF_INTERRUPTED;
    Lend(*given, answer);
    return DF_OK;
  });
}

std::uint64_t AnswerCount(df_call* call) noexcept {
  std::uint64_t count = 0;
  WithCall(call, [&](CallFrame&, graph::Call& owner) -> df_status {
    count = owner.AnswerCount();
    return DF_OK;
  });
  return count;
}

df_status AnswerAt(df_call* call, std::uint64_t index, df_value* out) noexcept {
  Lend({}, out);
  return WithCall(call, [=](CallFrame&, graph::Call& owner) -> df_status {
    if (out == nullptr || index >= owner.AnswerCount()) return DF_INVALID_INPUT;
    Lend(*owner.AnswerAt(index), out);
    return DF_OK;
  });
}

df_status CallWorkflow(df_call* call, df_text workflow, const df_value* input,
                       df_value* output) noexcept {
  Lend({}, output);
  return WithCall(call, [=](CallFrame& frame, graph::Call& owner) -> df_status {
    const auto name = ReadText(workflow);
    Value given;
    if (output == nullptr || !name || !ImportOptional(input, given)) return DF_INVALID_INPUT;
    auto result = owner.CallWorkflow(*name, given);
    if (result.has_value()) {
      frame.has_asked = !result.value().has_value();
      if (frame.has_asked) return DF_INTERRUPTED;
      Give(**std::move(result), output);
      return DF_OK;
    }
    FailCall(frame, result.error());  // until the node says something better
    return StatusOf(result.error());
  });
}

void Progress(df_call* call) noexcept {
  WithCall(call, [](CallFrame&, graph::Call& owner) -> df_status {
    owner.Progress();
    return DF_OK;
  });
}

df_status SuspendUntil(df_call* call, std::int64_t unix_ns) noexcept {
  return WithCall(call, [=](CallFrame& frame, graph::Call& owner) -> df_status {
    const Status status = owner.SuspendUntil(unix_ns);
    frame.has_suspended = status.has_value();
    if (status.has_value()) return DF_SUSPENDED;
    FailCall(frame, status.error());
    return StatusOf(status.error());
  });
}

// NOLINTNEXTLINE(readability-function-size): the ABI's parameters
void TellError(df_call* call, df_status category, df_text code, df_text message,
               std::int32_t retryable, std::int64_t retry_after_ns,
               const df_value* details) noexcept {
  WithCall(call, [=](CallFrame& frame, graph::Call&) -> df_status {
    // What the host refused says more than what the node makes of it.
    if (!frame.was_refused) {
      FailCall(frame, ToError({category, code, message, retryable, retry_after_ns, details}));
    }
    return DF_OK;
  });
}

df_text TextOfCall(df_call* call, std::uint32_t which) noexcept {
  df_text text{nullptr, 0};
  WithCall(call, [&](CallFrame&, graph::Call& owner) -> df_status {
    if (which < DF_CALL_THREAD || which > DF_CALL_IDEMPOTENCY_KEY) return DF_INVALID_INPUT;
    text = ToAbi(owner.Text(static_cast<graph::CallText>(which)));
    return DF_OK;
  });
  return text;
}

std::uint64_t OnCancel(df_call* call, void (*callback)(void* context), void* context) noexcept {
  std::uint64_t registration = 0;
  WithCall(call, [&](CallFrame&, graph::Call& owner) -> df_status {
    if (callback != nullptr) registration = owner.OnCancel(callback, context);
    return DF_OK;
  });
  return registration;
}

void OffCancel(df_call* call, std::uint64_t registration) noexcept {
  WithCall(call, [=](CallFrame&, graph::Call& owner) -> df_status {
    if (registration != 0) owner.OffCancel(registration);
    return DF_OK;
  });
}

std::uint32_t Sleep(df_call* call, std::int64_t ns) noexcept {
  std::uint32_t cancelled = 0;
  WithCall(call, [&](CallFrame&, graph::Call& owner) -> df_status {
    cancelled = owner.Sleep(std::max<std::int64_t>(ns, 0)) ? 1 : 0;
    return DF_OK;
  });
  return cancelled;
}

void* Arena(df_call* call, std::uint64_t bytes, std::uint64_t alignment) noexcept {
  void* memory = nullptr;
  WithCall(call, [&](CallFrame&, graph::Call& owner) -> df_status {
    if (!std::has_single_bit(alignment) || alignment > kMaxAlignment) return DF_INVALID_INPUT;
    memory = owner.Arena(bytes, alignment);
    return DF_OK;
  });
  return memory;
}

}  // namespace dashflow::plugin
