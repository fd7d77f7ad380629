// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <csignal>

namespace dashflow::redis {

// Keeps SIGPIPE from this thread: hiredis writes to connections that the server may have closed,
// and the signal would end the host.
class PipeGuard {
 public:
  PipeGuard();
  ~PipeGuard();
  PipeGuard(const PipeGuard&) = delete;
  PipeGuard& operator=(const PipeGuard&) = delete;

 private:
  sigset_t before_{};
  bool was_pending_ = false;
};

}  // namespace dashflow::redis
