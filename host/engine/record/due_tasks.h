// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/engine/run.h"

namespace dashflow::engine {

// The tasks that are due, in task order, and what is known of them from before: a list of {id,
// name, interrupts: [{id, value}]}, or with `error`, the message, in place of the interrupts.
Value DueTasks(const Run& run);

}  // namespace dashflow::engine
