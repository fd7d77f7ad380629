// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <vector>

#include "host/base/clock.h"
#include "host/graph/call.h"
#include "host/graph/definition.h"
#include "host/graph/node.h"

namespace dashflow::testing {

// What a case says about one node.
struct Script {
  const std::vector<graph::NamedValue>* outputs = nullptr;  // mock: ports, or channels
  std::string failure;                                      // code; empty = none
  std::int64_t failures = 0;                                // attempts that fail with it
  std::chrono::nanoseconds delay{0};                        // before each attempt has an end
};

// Stands in for a node: fails, answers or waits as its script says, and lets the node itself do the
// rest. [any-thread]
class StandIn final : public graph::Node {
 public:
  // `type` and `clock` outlive it.
  StandIn(Script script, const graph::NodeTypeInfo& type, std::shared_ptr<graph::Node> node,
          const Clock& clock);

  graph::Outcome Run(graph::Call& call) noexcept override;

 private:
  graph::Outcome Act(graph::Call& call);
  graph::Outcome RunNode(graph::Call& call);
  graph::Outcome GiveOutputs(graph::Call& call) const;
  bool MustFail();

  const Script script_;
  const graph::NodeTypeInfo& type_;
  const std::shared_ptr<graph::Node> node_;
  const Clock& clock_;
  std::atomic<std::int64_t> failed_{0};
};

}  // namespace dashflow::testing
