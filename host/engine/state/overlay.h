// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/engine/run.h"
#include "host/engine/state/binding.h"

namespace dashflow::engine {

// Shows `binding` the channels that a task wrote as they would be if it were alone. Errors: those
// of folding.
Status OverlayWrites(Run& run, const TaskResult& result, StateBinding& binding);

}  // namespace dashflow::engine
