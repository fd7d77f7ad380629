// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/value/value_view.hpp>
#include <string_view>

namespace dashflow::sdk {

enum class LogLevel : std::int32_t {
  kTrace = DF_LOG_TRACE,
  kDebug = DF_LOG_DEBUG,
  kInfo = DF_LOG_INFO,
  kWarning = DF_LOG_WARNING,
  kError = DF_LOG_ERROR,
};

inline bool LogEnabled(LogLevel level) noexcept {
  return services.log->enabled(services.log, static_cast<std::int32_t>(level)) != 0;
}

inline void WriteLog(df_call* call, LogLevel level, std::string_view message,
                     ValueView fields) noexcept {
  if (!LogEnabled(level)) return;
  services.log->write(services.log, call, static_cast<std::int32_t>(level), ToText(message),
                      &fields.raw());
}

// A line of the host's log. `fields`: an object, or null. Inside a call prefer call.Log, which adds
// run and node. [any-thread]
inline void Log(LogLevel level, std::string_view message, ValueView fields = {}) noexcept {
  WriteLog(nullptr, level, message, fields);
}

}  // namespace dashflow::sdk
