// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "host/engine/task/attempt.h"

namespace dashflow::engine {

// The node whose `on_error:` fits the failure of `task`; nothing when none does, and when a handler
// has failed itself.
std::optional<graph::NodeId> HandlerOf(const graph::NodePlan& plan, const Task& task,
                                       const Error& error);

// What a handler sees as `error`: {node, code, message, attempts, input} of a failed attempt.
Value FailureValue(const Attempt& attempt, const Error& error);

}  // namespace dashflow::engine
