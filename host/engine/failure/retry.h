// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>

#include "host/base/random.h"
#include "host/engine/task/task.h"
#include "host/graph/workflow.h"

namespace dashflow::engine {

// How long to wait before the next attempt of `task` after `error`; nothing when there is none. The
// first policy that names the error's code or category decides; one without names takes what says
// of itself that it is retryable. The wait is delay × factor^(attempts - 1), at most max_delay;
// with jitter between half and all of it; at least what the error asks.
std::optional<std::chrono::nanoseconds> DelayBeforeRetry(const graph::NodePlan& plan,
                                                         const Task& task, const Error& error,
                                                         Random& random);

}  // namespace dashflow::engine
