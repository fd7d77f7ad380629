// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/host.h>

#include <string>

#include "host/plugin/service/host_services.h"

namespace dashflow::plugin {

// The df_host of one plugin. Its tables point back to it: a function finds the object of its `self`
// by a cast, so the host needs no global and one process may have several. Stays where it is.
class PluginHost {
 public:
  PluginHost(HostServices& services, std::string plugin);
  PluginHost(const PluginHost&) = delete;
  PluginHost& operator=(const PluginHost&) = delete;

  const df_host& abi() const { return host_; }
  const void* Query(std::string_view id) const;
  HostServices& services() const { return services_; }
  const std::string& plugin() const { return plugin_; }

 private:
  template <class Table>
  struct Owned : Table {
    PluginHost* owner;
  };
  template <class Table>
  static PluginHost* OwnerOf(const Table* self);

  static const void* QueryById(const df_host* self, df_text id) noexcept;
  static std::uint32_t LogEnabled(const df_log_api* self, std::int32_t level) noexcept;
  static void LogWrite(const df_log_api* self, df_call* call, std::int32_t level, df_text message,
                       const df_value* fields) noexcept;
  static std::int64_t UnixNs(const df_clock_api* self) noexcept;
  static std::int64_t MonoNs(const df_clock_api* self) noexcept;
  static std::uint64_t NextRandom(const df_random_api* self) noexcept;

  HostServices& services_;
  std::string plugin_;
  Owned<df_host> host_;
  Owned<df_log_api> log_;
  Owned<df_clock_api> clock_;
  Owned<df_random_api> random_;
};

}  // namespace dashflow::plugin
