// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <dashflow/plugin.hpp>
#include <memory>

#include "worker.h"

namespace sdk = dashflow::sdk;

namespace {

// An async node: its answer comes from a thread of its own. No thread of the host waits for it.
struct Square : sdk::Node<Square> {
  static constexpr auto spec = sdk::NodeSpec("square")
                                   .Doc("Squares a number, elsewhere.")
                                   .In<"number">(sdk::kInteger, "Not negative.")
                                   .Out<"square">(sdk::kInteger)
                                   .Async()
                                   .Pure();

  void Run(Call call, sdk::Completion& done) const {
    const auto number = call.In<"number">();
    if (number < 0) throw sdk::InvalidInput("negative", "The number must not be negative.");
    // std::function copies; a completion only moves.
    auto answer = std::make_shared<sdk::Completion>(std::move(done));
    worker_->Do([call, number, answer] {
      if (call.cancelled()) {
        return answer->Fail({sdk::Category::kCancelled, "cancelled", "Nobody waits any more."});
      }
      call.Out<"square">(number * number);
      answer->Ok();
    });
  }

 private:
  std::unique_ptr<Worker> worker_ = std::make_unique<Worker>();
};

// An async node whose answer needs no thread at all: the host's timer gives it.
struct Alarm : sdk::Node<Alarm> {
  static constexpr auto spec = sdk::NodeSpec("alarm")
                                   .Doc("Passes a value on after some seconds.")
                                   .In<"value">(sdk::kAny)
                                   .Out<"value">(sdk::kAny)
                                   .Config(R"({"type":"object","additionalProperties":false,
                                       "properties":{"seconds":{"type":"number","minimum":0}},
                                       "required":["seconds"]})")
                                   .Async()
                                   .Idempotent();

  explicit Alarm(const sdk::Config& config) : delay_(config.Get<double>("seconds")) {}

  void Run(Call call, sdk::Completion& done) const {
    call.Out<"value">(call.In<"value">());
    const auto delay = std::chrono::duration_cast<std::chrono::nanoseconds>(delay_);
    done.OkAt(sdk::MonotonicClock::now() + delay);
  }

 private:
  std::chrono::duration<double> delay_;
};

}  // namespace

DASHFLOW_PLUGIN("later", "1.0.0", "Answers that come later.", Square, Alarm);
