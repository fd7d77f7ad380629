// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/engine/task/attempt.h"

namespace dashflow::engine {

// Watches an attempt outside the step loop for its node's timeouts (attempt, idle, total): it is
// given up with node_timeout.
void ArmTimeout(Attempt& attempt);
void DisarmTimeout(Attempt& attempt);

}  // namespace dashflow::engine
