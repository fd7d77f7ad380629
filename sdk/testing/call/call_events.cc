// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "call/call_functions.hpp"
#include "call/call_state.hpp"
#include "value/rep.hpp"

namespace dashflow::sdk::testing {
namespace {

// The reader's answer to an event; DF_OK: record it.
df_status Offer(CallState& state) {
  if (!state.Alive("an event")) return DF_INVALID_INPUT;
  if (state.events_to_refuse == 0) return DF_OK;
  --state.events_to_refuse;
  return DF_AGAIN;
}

}  // namespace

df_status Custom(df_call* call, const df_value* value) noexcept {
  CallState& state = CallState::Of(call);
  Value event;
  if (!Keep(value, &event)) return DF_INVALID_INPUT;
  const df_status status = Offer(state);
  if (status == DF_OK) state.record.custom_events.push_back(std::move(event));
  return status;
}

df_status Token(df_call* call, df_text text, const df_value* metadata) noexcept {
  CallState& state = CallState::Of(call);
  FakeToken token{CopyText(text), {}};
  if (!Keep(metadata, &token.metadata)) return DF_INVALID_INPUT;
  const df_status status = Offer(state);
  if (status == DF_OK) state.record.tokens.push_back(std::move(token));
  return status;
}

bool Keep(const df_value* value, Value* out) {
  if (value == nullptr) return true;
  df_value own{};
  if (!Own(*value, &own)) return false;
  *out = Value::Adopt(own);
  return true;
}

std::string CopyText(df_text text) { return std::string(ToView(text)); }

}  // namespace dashflow::sdk::testing
