// SPDX-License-Identifier: Apache-2.0
#include "host/plugin/call/call_frame.h"
#include "host/plugin/service/guard.h"
#include "host/plugin/service/tables.h"
#include "host/plugin/value/value_bridge.h"

namespace dashflow::plugin {
namespace {

df_status Custom(df_call* call, const df_value* value) noexcept {
  return Guard([=]() -> df_status {
    Value taken;
    if (call == nullptr || !Import(value, taken)) return DF_INVALID_INPUT;
    return FrameOf(call)->owner->Custom(taken) ? DF_OK : DF_AGAIN;
  });
}

df_status Token(df_call* call, df_text text, const df_value* metadata) noexcept {
  return Guard([=]() -> df_status {
    const auto chunk = ReadText(text);
    Value taken;
    if (call == nullptr || !chunk || !ImportOptional(metadata, taken)) return DF_INVALID_INPUT;
    return FrameOf(call)->owner->Token(*chunk, taken) ? DF_OK : DF_AGAIN;
  });
}

}  // namespace

const df_events_api kEventsApi = {
    .size = sizeof(df_events_api),
    .reserved = 0,
    .custom = Custom,
    .token = Token,
};

}  // namespace dashflow::plugin
