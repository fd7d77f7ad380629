// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "host/value/value.h"

namespace dashflow::bench {

// The workloads of tools/bench/peers in our language. Same nodes, same state, same answer.
struct Workload {
  std::string name;
  std::string workflow;
  Value input;
  Value (*answer)(const Value& output);  // what the peers print the size and CRC of
  std::string inner{};                   // the file inner.yaml, when it uses one
};

std::vector<Workload> PeerWorkloads();
// A chain of nodes that do nothing, with list of messages as state.
std::string SequenceOf(int nodes);

}  // namespace dashflow::bench
