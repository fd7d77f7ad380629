// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/engine/run.h"

namespace dashflow::engine {

inline constexpr int kWorkerBudget = 64;     // supersteps before a worker lets others have a turn
inline constexpr int kNoBudget = INT32_MAX;  // the caller's own thread

// Drives a run until it is parked (tasks out, commit under way) or finished. REQUIRES: nobody else
// drives it.
void Drive(Run& run, int budget) noexcept;

// The executor's body of the step lane (token.run is a Run).
void StepBody(executor::Token token) noexcept;

}  // namespace dashflow::engine
