// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "host/base/log.h"

namespace dashflow::testing {

// Keeps warnings and errors. [any-thread]
class RecordingLog final : public Log {
 public:
  bool Enabled(LogLevel level) const override { return level >= LogLevel::kWarning; }
  void Write(LogLevel level, std::string_view from, std::string_view message) override {
    if (!Enabled(level)) return;
    const std::lock_guard lock(mutex_);
    lines_.push_back(std::string(from) + ": " + std::string(message));
    written_.notify_all();
  }
  // Waits for a line that has `words`.
  std::string Await(std::string_view words) {
    std::unique_lock lock(mutex_);
    for (;;) {
      for (const std::string& line : lines_)
        if (line.find(words) != std::string::npos) return line;
      written_.wait(lock);
    }
  }
  std::vector<std::string> lines() {
    const std::lock_guard lock(mutex_);
    return lines_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable written_;
  std::vector<std::string> lines_;
};

}  // namespace dashflow::testing
