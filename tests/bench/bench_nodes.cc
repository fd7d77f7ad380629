// SPDX-License-Identifier: Apache-2.0
#include <chrono>
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

// Waits without a thread.
struct Pause : sdk::Node<Pause> {
  static constexpr auto spec =
      sdk::NodeSpec("pause")
          .Doc("Waits some milliseconds.")
          .Config(R"({"type":"object","additionalProperties":false,"required":["ms"],
          "properties":{"ms":{"type":"integer"}}})")
          .Async()
          .Pure();
  explicit Pause(const sdk::Config& config) : time_(config.Get<std::int64_t>("ms")) {}
  void Run(Call, sdk::Completion& done) const { done.OkAt(sdk::MonotonicClock::now() + time_); }

 private:
  std::chrono::milliseconds time_;
};

// Tells whoever follows the run what time it is, then waits.
struct Tell : sdk::Node<Tell> {
  static constexpr auto spec =
      sdk::NodeSpec("tell")
          .Doc("Tells the time as a custom event, waits some milliseconds, and adds one.")
          .In<"n">(sdk::kInteger)
          .Out<"n">(sdk::kInteger)
          .Config(R"({"type":"object","additionalProperties":false,"required":["ms"],
          "properties":{"ms":{"type":"integer"}}})")
          .Async();
  explicit Tell(const sdk::Config& config) : time_(config.Get<std::int64_t>("ms")) {}
  void Run(Call call, sdk::Completion& done) const {
    const auto now = std::chrono::duration_cast<std::chrono::nanoseconds>(
        std::chrono::system_clock::now().time_since_epoch());
    call.Custom(sdk::Value::FromJson("{\"sent\":" + std::to_string(now.count()) + "}").view());
    call.Out<"n">(call.In<"n">() + 1);
    done.OkAt(sdk::MonotonicClock::now() + time_);
  }

 private:
  std::chrono::milliseconds time_;
};

}  // namespace

using dashflow::bench::Model;
using dashflow::bench::Noop;
using dashflow::bench::ReadWrite;
using dashflow::bench::Tool;
using dashflow::bench::Wrap;

DASHFLOW_PLUGIN("bench", "1.0.0", "Nodes to measure with.", Inc, Grow, Pause, Tell, Noop, Model,
                Tool, ReadWrite, Wrap);
