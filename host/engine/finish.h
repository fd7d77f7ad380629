// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/engine/run.h"

namespace dashflow::engine {

// The one way out of a run, however it ends: result, end event, timers, the thread's place, whoever
// waits. The run may be gone afterwards.
void Finish(Run& run);

}  // namespace dashflow::engine
