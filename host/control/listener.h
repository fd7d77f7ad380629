// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <list>
#include <memory>
#include <string>
#include <thread>

#include "host/control/call.h"

namespace dashflow::control {

// The holder's end of the control socket (README.md). Its end takes no more calls and waits for
// those under way.
class Listener {
 public:
  // Runs a command; gives its exit status. Called on a thread of its own for each call.
  using Run = std::function<int(Call& call)>;

  // `version` = of this dashflow. Error control_socket.
  static Result<std::unique_ptr<Listener>> Open(const std::filesystem::path& path,
                                                std::string version, Run run);
  Listener(std::filesystem::path path, Descriptor socket, std::string version, Run run);
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

 private:
  class Served;

  void Accept();

  const std::filesystem::path path_;
  const Descriptor socket_;
  const std::string version_;
  const Run run_;
  std::list<std::unique_ptr<Served>> served_;  // of the accepting thread
  std::thread accepting_;
};

}  // namespace dashflow::control
