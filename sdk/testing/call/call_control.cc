// SPDX-License-Identifier: Apache-2.0
#include <dashflow/glue/thunk.hpp>
#include <utility>

#include "call/call_functions.hpp"
#include "call/call_state.hpp"

namespace dashflow::sdk::testing {
df_status Jump(df_call* call, df_text node, std::uint32_t parent) noexcept {
  if (!CallState::Of(call).Alive("jump")) return DF_INVALID_INPUT;
  CallState::Of(call).record.jumps.push_back({CopyText(node), parent != 0});
  return DF_OK;
}

df_status Send(df_call* call, df_text node, const df_value* arguments,
               std::uint32_t parent) noexcept {
  FakeSend send{CopyText(node), {}, parent != 0};
  if (!CallState::Of(call).Alive("send") || !Keep(arguments, &send.arguments))
    return DF_INVALID_INPUT;
  if (send.arguments->kind() != Kind::kObject)
    return CallState::Of(call).Misuse("send without an object of arguments");
  CallState::Of(call).record.sends.push_back(std::move(send));
  return DF_OK;
}

df_status AnswerAt(df_call* call, std::uint64_t index, df_value* out) noexcept {
  const std::vector<Value>& answers = CallState::Of(call).answers;
  *out = index < answers.size() ? answers[index].view().raw() : df_value{};
  return index < answers.size() ? DF_OK : DF_INVALID_INPUT;
}

df_status Interrupt(df_call* call, const df_value* question, const df_value* schema,
                    df_value* answer) noexcept {
  CallState& state = CallState::Of(call);
  if (AnswerAt(call, state.next_answer, answer) == DF_OK) {
    ++state.next_answer;
    return DF_OK;
  }
  FakeQuestion asked;
  if (!Keep(question, &asked.question) || !Keep(schema, &asked.schema)) {
    return DF_INVALID_INPUT;
  }
  state.record.questions.push_back(std::move(asked));
  return DF_INTERRUPTED;
}

df_status CallWorkflow(df_call* call, df_text name, const df_value* input,
                       df_value* output) noexcept {
  *output = df_value{};
  const auto found = CallState::Of(call).workflows.find(ToView(name));
  if (found == CallState::Of(call).workflows.end()) return DF_INVALID_INPUT;
  return GuardCall(call, [&] { *output = found->second(ValueView(*input)).Release(); });
}

df_status SuspendUntil(df_call* call, std::int64_t unix_ns) noexcept {
  CallState::Of(call).record.suspended_until_ns = unix_ns;
  return DF_SUSPENDED;
}

// NOLINTNEXTLINE(readability-function-size): the parameters are those of the ABI
void SetError(df_call* call, df_status category, df_text code, df_text message,
              std::int32_t retryable, std::int64_t retry_after_ns,
              const df_value* details) noexcept {
  if (!CallState::Of(call).Alive("error")) return;
  FakeFailure failure{
      static_cast<Category>(category), CopyText(code), CopyText(message), {}, {}, {}};
  if (retryable >= 0) failure.retryable = retryable != 0;
  if (retry_after_ns >= 0) failure.retry_after = std::chrono::nanoseconds(retry_after_ns);
  Keep(details, &failure.details);
  CallState::Of(call).record.failure = std::move(failure);
}

df_text Text(df_call* call, std::uint32_t which) noexcept {
  constexpr std::string_view kTexts[] = {"", "thread", "run", "workflow", "node", "node#0"};
  if (which == DF_CALL_IDEMPOTENCY_KEY) return ToText(CallState::Of(call).idempotency_key);
  return ToText(which < std::size(kTexts) ? kTexts[which] : "");
}

}  // namespace dashflow::sdk::testing
