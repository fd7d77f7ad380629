// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/engine/run.h"

namespace dashflow::engine {

// A run that stops to ask shows what the tasks that have ended wrote, though it becomes the state
// only with the rest of the superstep. What cannot be folded is not shown. Errors:
// concurrent_write, when the superstep must fail whatever the answers are.
Status ShowPending(Run& run);

}  // namespace dashflow::engine
