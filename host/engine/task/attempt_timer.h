// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/engine/task/attempt.h"

namespace dashflow::engine {

// Watches an attempt outside the step loop for its node's timeouts (attempt, idle, total): it is
// given up with node_timeout.
void ArmTimeout(Attempt& attempt);
// Ends the attempt's timers, also the one of its cancellation. REQUIRES: it is claimed.
void DisarmTimers(Attempt& attempt);

}  // namespace dashflow::engine
