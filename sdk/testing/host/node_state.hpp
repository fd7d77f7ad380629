// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/node.h>

#include <dashflow/testing/fake_clock.hpp>
#include <dashflow/value.hpp>
#include <memory>

#include "call/call_state.hpp"

namespace dashflow::sdk::testing {

// One instance of a node type.
class NodeState {
 public:
  // Throws sdk::Error when the type refuses the config.
  NodeState(const df_node_type& type, ValueView description, ValueView config, FakeClock& clock);
  NodeState(const NodeState&) = delete;
  NodeState& operator=(const NodeState&) = delete;
  ~NodeState() { type_.destroy(instance_); }

  std::unique_ptr<CallState> NewCall() const {
    return std::make_unique<CallState>(type_, description_, instance_, clock_);
  }

 private:
  const df_node_type& type_;
  ValueView description_;
  FakeClock& clock_;
  void* instance_ = nullptr;
};

}  // namespace dashflow::sdk::testing
