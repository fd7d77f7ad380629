// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "host/engine/task/attempt.h"

namespace dashflow::engine {

// Whether the store has a result for the attempt's cache key; then it is the attempt's. What it
// cannot give, or nobody can read any more, is not there, and the log says so. May wait for the
// store. [any-thread]
bool TakeCached(Attempt& attempt);

// Hands the result of an attempt that has succeeded to the journal, if it is for the cache.
// `own_writes`: those of the node itself come first. [any-thread]
void Remember(Attempt& attempt, std::size_t own_writes);

}  // namespace dashflow::engine
