// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <utility>

#include "call/call_functions.hpp"
#include "call/call_state.hpp"
#include "call/port_type.hpp"

namespace dashflow::sdk::testing {
namespace {

df_status Record(CallState& state, df_text channel, const df_value* value, std::uint32_t mode,
                 bool in_parent) {
  FakeWrite write{CopyText(channel), {}, static_cast<WriteMode>(mode), in_parent};
  if (!state.Alive("write") || !Keep(value, &write.value)) return DF_INVALID_INPUT;
  state.record.writes.push_back(std::move(write));
  return DF_OK;
}

}  // namespace

df_status Emit(df_call* call, std::uint32_t slot, const df_value* value) noexcept {
  CallState& state = CallState::Of(call);
  if (!state.Alive("emit")) return DF_INVALID_INPUT;
  const ValueView port = state.FindOutput(slot);
  if (port.is_null()) return state.Misuse("emit to an output slot that is not declared");
  FakeOutput output{port["name"].As<std::string>(), {}};
  if (!Keep(value, &output.value) || !Fits(output.value, port["type"].text()))
    return DF_INVALID_INPUT;
  state.record.outputs.push_back(std::move(output));
  return DF_OK;
}

df_status Read(df_call* call, df_text channel, df_value* out) noexcept {
  *out = df_value{};
  if (!CallState::Of(call).open()) return DF_UNSUPPORTED;
  const Value* value = CallState::Of(call).FindChannel(ToView(channel));
  if (value == nullptr) return DF_INVALID_INPUT;
  *out = value->view().raw();
  return DF_OK;
}

std::uint32_t Has(df_call* call, df_text channel) noexcept {
  const Value* value = CallState::Of(call).FindChannel(ToView(channel));
  return value != nullptr && !value->view().is_null() ? 1 : 0;
}

df_status Write(df_call* call, df_text channel, const df_value* value,
                std::uint32_t mode) noexcept {
  if (!CallState::Of(call).open()) return DF_UNSUPPORTED;
  if (CallState::Of(call).FindChannel(ToView(channel)) == nullptr) return DF_INVALID_INPUT;
  return Record(CallState::Of(call), channel, value, mode, false);
}

df_status UpdateParent(df_call* call, df_text channel, const df_value* value,
                       std::uint32_t mode) noexcept {
  return Record(CallState::Of(call), channel, value, mode, true);
}

}  // namespace dashflow::sdk::testing
