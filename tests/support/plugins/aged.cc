// SPDX-License-Identifier: Apache-2.0
// One plugin in several versions (AGED_VERSION), to be put in each other's place under a thread.
#include <dashflow/plugin.hpp>
#include <string_view>

namespace sdk = dashflow::sdk;

namespace {

struct Ask : sdk::Node<Ask> {
  static constexpr auto spec = sdk::NodeSpec("ask")
                                   .Doc("Asks, and says what the answer was in which version.")
                                   .Out<"log">(sdk::kString, "Version and answer.")
                                   .MigratesFrom(AGED_FROM)
                                   .Interrupts();
  void Run(Call& call) const {
    const auto answer = call.Interrupt("which?");
    call.Out<"log">(std::string(AGED_VERSION ":").append(answer.text()));
  }
};

struct Tell : sdk::Node<Tell> {
  static constexpr auto spec = sdk::NodeSpec("tell")
                                   .Doc("Says its version.")
                                   .Out<"log">(sdk::kString, "The version.")
                                   .MigratesFrom(AGED_FROM);
  void Run(Call& call) const { call.Out<"log">(std::string(AGED_VERSION)); }
};

}  // namespace

DASHFLOW_PLUGIN("aged", AGED_VERSION, "Nodes of some version, for tests.", Ask, Tell);
