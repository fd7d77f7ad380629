// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mutex>
#include <string>
#include <vector>

#include "host/plugin/service/host_services.h"

namespace dashflow::plugin {

class FixedClock final : public Clock {
 public:
  WallTime Now() const override { return WallTime(std::chrono::nanoseconds(1000)); }
  MonoTime Mono() const override { return MonoTime(std::chrono::nanoseconds(50)); }
};

class KeptLog final : public Log {
 public:
  bool Enabled(LogLevel level) const override { return level >= LogLevel::kInfo; }
  void Write(LogLevel, std::string_view from, std::string_view message) override {
    const std::lock_guard lock(mutex_);
    lines_.push_back(std::string(from) + ": " + std::string(message));
  }
  std::vector<std::string> lines() const {
    const std::lock_guard lock(mutex_);
    return lines_;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<std::string> lines_;
};

// What a host's services need, the same in every run.
struct TestServices {
  FixedClock clock;
  SeededRandom random{7};
  KeptLog log;
  HostServices services{clock, random, log, "0.1.0"};
};

inline df_text Text(std::string_view text) { return {text.data(), text.size()}; }

}  // namespace dashflow::plugin
