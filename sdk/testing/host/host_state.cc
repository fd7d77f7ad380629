// SPDX-License-Identifier: Apache-2.0
#include "host/host_state.hpp"

#include <stdexcept>

#include "call/call_tables.hpp"
#include "host/expression_table.hpp"
#include "host/plugin_manifest.hpp"
#include "value/value_api.hpp"

namespace dashflow::sdk::testing {
namespace {

const void* QueryHost(const df_host* self, df_text id) noexcept {
  return static_cast<const HostTable*>(self)->host->Query(ToView(id));
}

std::uint32_t LogIsEnabled(const df_log_api* self, std::int32_t level) noexcept {
  const LogLevel least = static_cast<const LogTable*>(self)->host->log_level();
  return level >= static_cast<std::int32_t>(least) ? 1 : 0;
}

void WriteToLog(const df_log_api* self, df_call* call, std::int32_t level, df_text message,
                const df_value* fields) noexcept {
  static_cast<const LogTable*>(self)->host->Log({static_cast<LogLevel>(level),
                                                 std::string(ToView(message)),
                                                 Value(ValueView(*fields)), call != nullptr});
}

std::int64_t UnixTime(const df_clock_api* self) noexcept {
  return static_cast<const ClockTable*>(self)->clock->unix_ns();
}

std::int64_t MonotonicTime(const df_clock_api* self) noexcept {
  return static_cast<const ClockTable*>(self)->clock->mono_ns();
}

// splitmix64
std::uint64_t NextRandom(const df_random_api* self) noexcept {
  constexpr std::uint64_t kStep = 0x9E3779B97F4A7C15;
  std::uint64_t z = static_cast<const RandomTable*>(self)->state->fetch_add(kStep) + kStep;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
  return z ^ (z >> 31);
}

}  // namespace

HostState::HostState()
    : table_{{.size = sizeof(df_host),
              .abi_draft = DF_ABI_DRAFT,
              .name = ToText("fake"),
              .version = ToText("0"),
              .query = &QueryHost},
             this},
      log_table_{{sizeof(df_log_api), 0, &LogIsEnabled, &WriteToLog}, this},
      clock_table_{{sizeof(df_clock_api), 0, &UnixTime, &MonotonicTime}, &clock_},
      random_table_{{sizeof(df_random_api), 0, &NextRandom}, &random_state_} {
  services = Gather(table_);  // for the test itself, so that it can use sdk::Value
}

HostState::~HostState() {
  if (plugin_ != nullptr && plugin_->shutdown != nullptr) plugin_->shutdown();
}

void HostState::Enter(Entry entry, const std::filesystem::path& file) {
  const df_plugin* plugin = entry(&table_);
  if (plugin == nullptr) throw std::runtime_error("The plugin refuses this host.");
  manifest_ = ReadManifest(file, ToView(plugin->id));
  plugin_ = plugin;
}

const void* HostState::Query(std::string_view id) const {
  if (id == DF_ID_VALUE) return &ValueApi();
  if (id == DF_ID_CALL) return &CallApi();
  if (id == DF_ID_EVENTS) return &EventsApi();
  if (id == DF_ID_EXPRESSION) return &ExpressionApi();
  if (id == DF_ID_LOG) return static_cast<const df_log_api*>(&log_table_);
  if (id == DF_ID_CLOCK) return static_cast<const df_clock_api*>(&clock_table_);
  if (id == DF_ID_RANDOM) return static_cast<const df_random_api*>(&random_table_);
  return nullptr;
}

void HostState::Log(FakeLogLine line) {
  const std::lock_guard lock(log_mutex_);
  log_.push_back(std::move(line));
}

std::vector<FakeLogLine> HostState::log() const {
  const std::lock_guard lock(log_mutex_);
  return log_;
}

}  // namespace dashflow::sdk::testing
