// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <mutex>
#include <string_view>

#include "host/base/log.h"

namespace dashflow::cli {

// One line an entry on stderr: "warning text.list: …".
class StderrLog final : public Log {
 public:
  using TakeLine = std::function<void(std::string_view line)>;

  explicit StderrLog(LogLevel least) : least_(least) {}
  bool Enabled(LogLevel level) const override { return level >= least_; }
  void Write(LogLevel level, std::string_view from, std::string_view message) override;

  // Lines go there from now on, without their end; nothing = to stderr again. Nobody is called any
  // more when it returns. [any-thread]
  void Divert(TakeLine take);

 private:
  const LogLevel least_;
  std::mutex mutex_;
  TakeLine take_;
};

}  // namespace dashflow::cli
