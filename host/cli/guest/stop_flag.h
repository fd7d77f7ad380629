// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>

#include "host/cli/session.h"

namespace dashflow::cli {

// Whether a command that waits is to end: a guest whose caller was interrupted, or whose host ends.
// The process of a command that is none ends by itself.
class StopFlag {
 public:
  explicit StopFlag(const Session& session) : session_(session) {
    if (session_.is_guest()) session_.interrupts().OnFirst([this](int) { is_raised_ = true; });
  }
  ~StopFlag() {
    if (session_.is_guest()) session_.interrupts().OnFirst({});
  }
  StopFlag(const StopFlag&) = delete;
  StopFlag& operator=(const StopFlag&) = delete;

  bool is_set() const { return is_raised_.load(); }

 private:
  const Session& session_;
  std::atomic<bool> is_raised_{false};
};

}  // namespace dashflow::cli
