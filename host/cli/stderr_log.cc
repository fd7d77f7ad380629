// SPDX-License-Identifier: Apache-2.0
#include "host/cli/stderr_log.h"

#include <cstdio>
#include <string>
#include <utility>

#include "host/cli/view/display_text.h"

namespace dashflow::cli {

void StderrLog::Write(LogLevel level, std::string_view from, std::string_view message) {
  if (!Enabled(level)) return;
  constexpr const char* names[] = {"trace", "debug", "info", "warning", "error", "off"};
  std::string line = std::string(names[static_cast<std::size_t>(level)]) + " " + std::string(from) +
                     ": " + PrintableText(message);
  const std::lock_guard lock(mutex_);
  if (take_) return take_(line);
  line += '\n';
  std::fwrite(line.data(), 1, line.size(), stderr);
}

void StderrLog::Divert(TakeLine take) {
  const std::lock_guard lock(mutex_);
  take_ = std::move(take);
}

}  // namespace dashflow::cli
