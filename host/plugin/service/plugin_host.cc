// SPDX-License-Identifier: Apache-2.0
#include "host/plugin/service/plugin_host.h"

#include <algorithm>

#include "host/plugin/call/call_frame.h"
#include "host/plugin/service/guard.h"
#include "host/plugin/service/tables.h"
#include "host/plugin/value/value_bridge.h"
#include "host/value/json.h"

namespace dashflow::plugin {
namespace {

LogLevel LevelOf(std::int32_t level) {
  return static_cast<LogLevel>(std::clamp<std::int32_t>(level, DF_LOG_TRACE, DF_LOG_ERROR));
}

}  // namespace

PluginHost::PluginHost(HostServices& services, std::string plugin)
    : services_(services),
      plugin_(std::move(plugin)),
      host_{{.size = sizeof(df_host),
             .abi_draft = DF_ABI_DRAFT,
             .name = ToAbi("dashflow"),
             .version = ToAbi(services.version()),
             .query = QueryById},
            this},
      log_{{sizeof(df_log_api), 0, LogEnabled, LogWrite}, this},
      clock_{{sizeof(df_clock_api), 0, UnixNs, MonoNs}, this},
      random_{{sizeof(df_random_api), 0, NextRandom}, this} {}

template <class Table>
PluginHost* PluginHost::OwnerOf(const Table* self) {
  return self == nullptr ? nullptr : static_cast<const Owned<Table>*>(self)->owner;
}

const void* PluginHost::Query(std::string_view id) const {
  struct Service {
    std::string_view id;
    const void* table;
  };
  const Service services[] = {
      {DF_ID_VALUE, &kValueApi},
      {DF_ID_CALL, &kCallApi},
      {DF_ID_EVENTS, &kEventsApi},
      {DF_ID_EXPRESSION, &kExpressionApi},
      {DF_ID_LOG, static_cast<const df_log_api*>(&log_)},
      {DF_ID_CLOCK, static_cast<const df_clock_api*>(&clock_)},
      {DF_ID_RANDOM, static_cast<const df_random_api*>(&random_)},
  };
  const auto found = std::ranges::find(services, id, &Service::id);
  return found == std::end(services) ? nullptr : found->table;
}

const void* PluginHost::QueryById(const df_host* self, df_text id) noexcept {
  const PluginHost* host = OwnerOf(self);
  const auto text = ReadText(id);
  return host == nullptr || !text ? nullptr : host->Query(*text);
}

std::uint32_t PluginHost::LogEnabled(const df_log_api* self, std::int32_t level) noexcept {
  PluginHost* host = OwnerOf(self);
  return host != nullptr && host->services_.log().Enabled(LevelOf(level)) ? 1 : 0;
}

void PluginHost::LogWrite(const df_log_api* self, df_call* call, std::int32_t level,
                          df_text message, const df_value* fields) noexcept {
  Guard([=]() -> df_status {
    PluginHost* host = OwnerOf(self);
    const auto text = ReadText(message);
    Value members;
    if (host == nullptr || !text || !ImportOptional(fields, members)) return DF_INVALID_INPUT;
    if (call != nullptr) {
      FrameOf(call)->owner->LogLine(LevelOf(level), *text, members);
      return DF_OK;
    }
    const std::string tail = members.is_null() ? std::string() : " " + ToJson(members);
    host->services_.log().Write(LevelOf(level), host->plugin_, std::string(*text) + tail);
    return DF_OK;
  });
}

std::int64_t PluginHost::UnixNs(const df_clock_api* self) noexcept {
  const PluginHost* host = OwnerOf(self);
  return host == nullptr ? 0 : host->services_.clock().Now().time_since_epoch().count();
}

std::int64_t PluginHost::MonoNs(const df_clock_api* self) noexcept {
  const PluginHost* host = OwnerOf(self);
  return host == nullptr ? 0 : host->services_.clock().Mono().time_since_epoch().count();
}

std::uint64_t PluginHost::NextRandom(const df_random_api* self) noexcept {
  PluginHost* host = OwnerOf(self);
  return host == nullptr ? 0 : host->services_.random().Next();
}

}  // namespace dashflow::plugin
