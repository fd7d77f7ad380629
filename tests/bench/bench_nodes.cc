// SPDX-License-Identifier: Apache-2.0
#include <dashflow/plugin.hpp>
#include <random>
#include <string>

#include "peer_nodes.h"

namespace sdk = dashflow::sdk;

namespace {

struct Inc : sdk::Node<Inc> {
  static constexpr auto spec = sdk::NodeSpec("inc")
                                   .Doc("Adds one.")
                                   .In<"n">(sdk::kInteger)
                                   .Out<"n">(sdk::kInteger)
                                   .Inline()
                                   .Pure();
  void Run(Call& call) const { call.Out<"n">(call.In<"n">() + 1); }
};

// A kilobyte that no compression makes smaller.
struct Grow : sdk::Node<Grow> {
  static constexpr auto spec = sdk::NodeSpec("grow")
                                   .Doc("Adds one and gives a message of 1 KB.")
                                   .In<"n">(sdk::kInteger)
                                   .Out<"n">(sdk::kInteger)
                                   .Out<"log">(sdk::kString)
                                   .Inline();
  void Run(Call& call) const {
    const auto n = call.In<"n">();
    std::mt19937_64 random(static_cast<std::uint64_t>(n));
    std::string message(1024, ' ');
    for (char& c : message) c = static_cast<char>(' ' + random() % 95);
    call.Out<"n">(n + 1);
    call.Out<"log">(message);
  }
};

}  // namespace

using dashflow::bench::Model;
using dashflow::bench::Noop;
using dashflow::bench::ReadWrite;
using dashflow::bench::Tool;
using dashflow::bench::Wrap;

DASHFLOW_PLUGIN("bench", "1.0.0", "Nodes to measure with.", Inc, Grow, Noop, Model, Tool, ReadWrite,
                Wrap);
