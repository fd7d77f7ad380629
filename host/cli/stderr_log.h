// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdio>
#include <string>

#include "host/base/log.h"

namespace dashflow::cli {

// One line an entry on stderr: "warning text.list: …".
class StderrLog final : public Log {
 public:
  explicit StderrLog(LogLevel least) : least_(least) {}
  bool Enabled(LogLevel level) const override { return level >= least_; }
  void Write(LogLevel level, std::string_view from, std::string_view message) override {
    if (!Enabled(level)) return;
    constexpr const char* names[] = {"trace", "debug", "info", "warning", "error", "off"};
    const std::string line = std::string(names[static_cast<std::size_t>(level)]) + " " +
                             std::string(from) + ": " + std::string(message) + "\n";
    std::fwrite(line.data(), 1, line.size(), stderr);
  }

 private:
  const LogLevel least_;
};

}  // namespace dashflow::cli
