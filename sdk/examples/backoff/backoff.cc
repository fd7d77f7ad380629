// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <dashflow/plugin.hpp>

namespace sdk = dashflow::sdk;

namespace {

// A blocking node: it waits, says that it is alive, and stops as soon as it is cancelled.
struct Wait : sdk::Node<Wait> {
  static constexpr auto spec = sdk::NodeSpec("wait")
                                   .Doc("Waits for a number of seconds.")
                                   .In<"seconds">(sdk::kInteger, "How long.")
                                   .Out<"waited">(sdk::kInteger, "The same number, afterwards.")
                                   .Blocking()
                                   .Idempotent();

  void Run(Call& call) const {
    const auto seconds = call.In<"seconds">();
    if (seconds < 0) throw sdk::InvalidInput("negative", "seconds must not be negative.");
    for (std::int64_t i = 0; i < seconds; ++i) {
      call.Sleep(std::chrono::seconds(1));
      call.Progress();
    }
    call.Out<"waited">(seconds);
  }
};

// Fails with growing pauses until its last attempt: how a node talks to a retry policy.
struct Flaky : sdk::Node<Flaky> {
  static constexpr auto spec = sdk::NodeSpec("flaky")
                                   .Doc("Fails a number of times before it succeeds.")
                                   .In<"failures">(sdk::kInteger, "How many attempts fail.")
                                   .Out<"attempts">(sdk::kInteger, "How many attempts it took.")
                                   .Blocking()
                                   .SideEffects();

  void Run(Call& call) const {
    if (call.attempt() <= call.In<"failures">()) {
      throw sdk::Error(sdk::Category::kTransient, "not_yet", "Too early; try again.")
          .RetryAfter(std::chrono::seconds(1) * call.attempt());
    }
    call.Out<"attempts">(call.attempt());
  }
};

}  // namespace

DASHFLOW_PLUGIN("backoff", "1.0.0", "Waiting and failing.", Wait, Flaky);
