// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <array>
#include <filesystem>
#include <optional>

#include "host/base/descriptor.h"
#include "host/control/request.h"

namespace dashflow::control {

// The caller's end of the control socket (README.md): a command that the holder of a store runs.
class HolderCall {
 public:
  // Nothing: nobody listens there. Error holder_refused: another user's process does.
  static Result<std::optional<HolderCall>> To(const std::filesystem::path& path);

  pid_t holder() const { return holder_; }
  // `streams`: what it reads from and writes to, open in this process. Error holder_lost.
  Status Begin(const Request& request, const std::array<int, 3>& streams) const;
  // A signal that the command is to get. [any-thread]
  void Signal(int signal) const;
  // Waits for the end; its exit status. Errors: holder_lost, holder_refused.
  Result<int> End() const;

 private:
  HolderCall(Descriptor connection, pid_t holder)
      : connection_(std::move(connection)), holder_(holder) {}

  Descriptor connection_;
  pid_t holder_;
};

}  // namespace dashflow::control
