// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "host/base/clock.h"
#include "host/checkpoint/state.h"
#include "host/engine/request.h"
#include "host/graph/workflow.h"

namespace dashflow::engine {

// Decides the questions in `state` that have waited too long at `now`, as `expire:` of their nodes
// says, and returns the tasks concerned, for the log: an answer, or a handler that sees the error
// question_expired. Those of subworkflows are decided there. [serial-per-run]
std::vector<checkpoint::TaskProgress> ExpireQuestions(const graph::Workflow& workflow,
                                                      checkpoint::State& state, WallTime now);

// What the node of `expire:` sees as `error`, in place of a task of the node.
Value ExpiredFailure(const graph::NodePlan& plan);

// When the first of these questions expires; nothing = none does.
std::optional<WallTime> FirstExpiry(const std::vector<WaitingQuestion>& questions);

}  // namespace dashflow::engine
