// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <dashflow/testing/fake_host.hpp>
#include <mutex>
#include <vector>

namespace dashflow::sdk::testing {

// The tables of services with a state, each with the way back to it.
struct LogTable : df_log_api {
  HostState* host;
};
struct ClockTable : df_clock_api {
  FakeClock* clock;
};
struct RandomTable : df_random_api {
  std::atomic<std::uint64_t>* state;
};
struct HostTable : df_host {
  HostState* host;
};

class HostState {
 public:
  HostState();
  HostState(const HostState&) = delete;
  HostState& operator=(const HostState&) = delete;
  ~HostState();

  // Throws std::runtime_error.
  void Enter(Entry entry, const std::filesystem::path& file);
  const void* Query(std::string_view id) const;

  FakeClock& clock() { return clock_; }
  const df_plugin& plugin() const { return *plugin_; }
  ValueView manifest() const { return manifest_; }
  // A facet of the plugin, or null.
  template <class Table>
  const Table* Facet(std::string_view id) const {
    return static_cast<const Table*>(plugin_->query(ToText(id)));
  }

  void Log(FakeLogLine line);
  std::vector<FakeLogLine> log() const;
  LogLevel log_level() const { return log_level_; }
  void SetLogLevel(LogLevel level) { log_level_ = level; }
  void SeedRandom(std::uint64_t seed) { random_state_ = seed; }

 private:
  FakeClock clock_;
  std::atomic<std::uint64_t> random_state_{42};
  std::atomic<LogLevel> log_level_{LogLevel::kDebug};
  mutable std::mutex log_mutex_;
  std::vector<FakeLogLine> log_;

  HostTable table_;
  LogTable log_table_;
  ClockTable clock_table_;
  RandomTable random_table_;
  const df_plugin* plugin_ = nullptr;
  Value manifest_;
};

}  // namespace dashflow::sdk::testing
