// SPDX-License-Identifier: Apache-2.0
#include <csignal>
#include <dashflow/plugin.hpp>
#include <stdexcept>

namespace sdk = dashflow::sdk;

namespace {

struct Crash : sdk::Node<Crash> {
  static constexpr auto spec =
      sdk::NodeSpec("crash").Doc("Ends the process by a wild write.").Blocking();
  void Run(Call&) const { std::raise(SIGSEGV); }
};

struct Throw : sdk::Node<Throw> {
  static constexpr auto spec = sdk::NodeSpec("throw").Doc("Throws what no SDK knows.").Compute();
  void Run(Call&) const { throw std::runtime_error("it went wrong"); }
};

}  // namespace

DASHFLOW_PLUGIN("fixture", "1.0.0", "Nodes that misbehave, for tests.", Crash, Throw);
