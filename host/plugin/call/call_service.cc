// SPDX-License-Identifier: Apache-2.0
#include "host/plugin/call/call_async.h"
#include "host/plugin/call/call_control.h"
#include "host/plugin/call/call_frame.h"
#include "host/plugin/call/status.h"
#include "host/plugin/service/guard.h"
#include "host/plugin/service/tables.h"
#include "host/plugin/value/value_bridge.h"

namespace dashflow::plugin {
namespace {

Error BadValue(std::string_view where) {
  return {"invalid_value",
          "the value for " + std::string(where) +
              " is not one: a number that is not finite, or text that is not UTF-8"};
}

df_status Emit(df_call* call, std::uint32_t slot, const df_value* value) noexcept {
  return Guard([=]() -> df_status {
    CallFrame* frame = FrameOf(call);
    if (frame == nullptr) return DF_INVALID_INPUT;
    Value taken;
    if (!Import(value, taken)) {
      RefuseCall(*frame, BadValue("output port " + std::to_string(slot)));
      return DF_INVALID_INPUT;
    }
    frame->owner->Emit(slot, std::move(taken));
    return slot < frame->context->output_count ? DF_OK : DF_INVALID_INPUT;
  });
}

df_status Read(df_call* call, df_text channel, df_value* out) noexcept {
  return Guard([=]() -> df_status {
    Lend({}, out);
    const auto name = ReadText(channel);
    if (call == nullptr || out == nullptr || !name) return DF_INVALID_INPUT;
    const auto value = FrameOf(call)->owner->Read(*name);
    if (value.has_error()) return StatusOf(value.error());
    if (*value != nullptr) Lend(**value, out);
    return DF_OK;
  });
}

std::uint32_t Has(df_call* call, df_text channel) noexcept {
  std::uint32_t has = 0;
  Guard([&]() -> df_status {
    const auto name = ReadText(channel);
    if (call == nullptr || !name) return DF_INVALID_INPUT;
    const auto value = FrameOf(call)->owner->Read(*name);
    has = value.has_value() && *value != nullptr ? 1 : 0;
    return DF_OK;
  });
  return has;
}

// A command of an open node or to the parent: `give` hands it to the engine, whose refusal fails
// the task.
template <class Give>
df_status Command(df_call* call, df_text name, const df_value* value, Give give) noexcept {
  return Guard([&]() -> df_status {
    const auto target = ReadText(name);
    if (call == nullptr || !target) return DF_INVALID_INPUT;
    CallFrame& frame = *FrameOf(call);
    Value taken;
    if (!ImportOptional(value, taken)) {
      RefuseCall(frame, BadValue("'" + std::string(*target) + "'"));
      return DF_INVALID_INPUT;
    }
    const Status status = give(*frame.owner, *target, std::move(taken));
    if (status.has_value()) return DF_OK;
    RefuseCall(frame, status.error());
    return StatusOf(status.error());
  });
}

// Two values of WriteMode; others are refused.
bool IsMode(std::uint32_t mode) { return mode <= DF_WRITE_OVERWRITE; }

df_status Write(df_call* call, df_text channel, const df_value* value,
                std::uint32_t mode) noexcept {
  if (value == nullptr || !IsMode(mode)) return DF_INVALID_INPUT;
  return Command(call, channel, value, [=](graph::Call& owner, std::string_view name, Value taken) {
    return owner.Write(name, std::move(taken), static_cast<channel::WriteMode>(mode));
  });
}

df_status UpdateParent(df_call* call, df_text channel, const df_value* value,
                       std::uint32_t mode) noexcept {
  if (value == nullptr || !IsMode(mode)) return DF_INVALID_INPUT;
  return Command(call, channel, value, [=](graph::Call& owner, std::string_view name, Value taken) {
    return owner.UpdateParent(name, std::move(taken), static_cast<channel::WriteMode>(mode));
  });
}

df_status Jump(df_call* call, df_text node, std::uint32_t parent) noexcept {
  return Command(call, node, nullptr, [=](graph::Call& owner, std::string_view name, const Value&) {
    return owner.Jump(name, parent != 0);
  });
}

df_status Send(df_call* call, df_text node, const df_value* arguments,
               std::uint32_t parent) noexcept {
  const Look look(arguments);
  if (!look.ok() || !look->is_object()) return DF_INVALID_INPUT;
  return Command(call, node, arguments,
                 [=](graph::Call& owner, std::string_view name, Value taken) {
                   return owner.Send(name, std::move(taken), parent != 0);
                 });
}

}  // namespace

const df_call_api kCallApi = {
    .size = sizeof(df_call_api),
    .reserved = 0,
    .emit = Emit,
    .read = Read,
    .has = Has,
    .write = Write,
    .jump = Jump,
    .send = Send,
    .update_parent = UpdateParent,
    .interrupt = Interrupt,
    .answer_count = AnswerCount,
    .answer_at = AnswerAt,
    .call_workflow = CallWorkflow,
    .progress = Progress,
    .suspend_until = SuspendUntil,
    .error = TellError,
    .text = TextOfCall,
    .on_cancel = OnCancel,
    .off_cancel = OffCancel,
    .sleep = Sleep,
    .arena = Arena,
    .begin_async = BeginAsync,
    .complete = Complete,
    .complete_at = CompleteAt,
};

}  // namespace dashflow::plugin
