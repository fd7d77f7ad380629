// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "host/checkpoint/state.h"
#include "host/engine/run.h"

namespace dashflow::engine {

// What the edges of a superstep lead to, before it counts.
struct Frontier {
  std::vector<graph::NodeId> pulls;                            // unordered, may repeat
  std::vector<checkpoint::SentTask> pushes;                    // in task order, then edge order
  std::vector<std::pair<std::uint32_t, std::uint32_t>> marks;  // join, source
  std::vector<graph::NodeId> empty_fanouts;                    // targets of fan-outs over nothing
};

// Follow edges. Errors: expression_error, no_case, value_limit (tasks).
Status RouteStart(Run& run, Frontier& frontier);  // those of START
Status RouteAlone(Run& run, Frontier& frontier);  // of the only task, on the state after it
Status RouteSiblings(
    Run& run, Frontier& frontier);  // of each task, on the state before it and its own writes
Status RouteGathers(Run& run, Frontier& frontier);  // gather edges, on the state after all tasks

// Makes the frontier the state's: what is due in task order, joins filled, emptied and armed.
// O(active tasks).
void InstallFrontier(Run& run, Frontier&& frontier);

}  // namespace dashflow::engine
