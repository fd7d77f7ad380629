// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/engine/run.h"

namespace dashflow::engine {

// Follow edges. Errors: those of expressions, each_needs_list, no_case, too_many_tasks.
Status RouteStart(Run& run, Frontier& frontier);  // those of START
Status RouteAlone(Run& run, Frontier& frontier);  // of the only task, on the state after it
Status RouteSiblings(
    Run& run, Frontier& frontier);  // of each task, on the state before it and its own writes
Status RouteGathers(Run& run, Frontier& frontier);  // gather edges, on the state after all tasks

// Makes the frontier the state's: what is due in task order, joins filled, emptied and armed.
// O(active tasks).
void InstallFrontier(Run& run, Frontier& frontier);

// Makes further nodes due in the superstep that comes; a deferred one is armed where others are.
void AddDue(Run& run, const std::vector<graph::NodeId>& nodes);
// And further sends.
void AddDue(Run& run, std::vector<checkpoint::SentTask> sent);
// Makes nodes due beside the others, deferred or not.
void KeepDue(Run& run, const std::vector<graph::NodeId>& nodes);

}  // namespace dashflow::engine
