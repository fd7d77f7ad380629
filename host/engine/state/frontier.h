// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "host/checkpoint/state.h"
#include "host/graph/edge.h"

namespace dashflow::engine {

// What the edges of a superstep lead to, before it counts.
struct Frontier {
  std::vector<graph::NodeId> pulls;                            // unordered, may repeat
  std::vector<checkpoint::SentTask> pushes;                    // in task order, then edge order
  std::vector<std::pair<std::uint32_t, std::uint32_t>> marks;  // join, source
  std::vector<graph::NodeId> empty_fanouts;                    // targets of fan-outs over nothing

  void Clear() {
    pulls.clear();
    pushes.clear();
    marks.clear();
    empty_fanouts.clear();
  }
};

}  // namespace dashflow::engine
