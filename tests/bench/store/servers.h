// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace dashflow::bench {

// A kind of server, with its floor.
struct Server {
  std::string name;
  // Has a store made at the address that `use` gets, and takes it away again.
  std::function<void(const std::string& space, const std::function<void(std::string)>& use)> with;
  std::function<double(int rows, int per_commit, int bytes)> floor;
};

// Those that `tools/dev services` started; none without DASHFLOW_SERVICES.
std::vector<Server> Servers();

}  // namespace dashflow::bench
