// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "host/base/descriptor.h"

namespace dashflow::cli {

// Whoever started the process as a service (sd_notify(3)); nobody, without $NOTIFY_SOCKET.
// [any-thread]
class ServiceManager {
 public:
  // Of this process, by its environment.
  ServiceManager();
  // `address` = path of its socket, or @NAME; empty = nobody.
  ServiceManager(std::string address, std::chrono::microseconds watchdog);

  void Ready(std::string_view status) const;
  void Stopping(std::string_view status) const;
  void Alive() const;  // lost where the manager has not taken the last ones yet
  // How often Alive is to be said; 0 = never.
  std::chrono::microseconds watchdog() const { return watchdog_ / 2; }

 private:
  void Tell(const std::string& text, int flags = 0) const;

  std::string address_;
  std::chrono::microseconds watchdog_{0};
};

// The sockets that it has opened for this process ($LISTEN_FDS), each once; none the next time.
std::vector<Descriptor> PassedSockets();

}  // namespace dashflow::cli
