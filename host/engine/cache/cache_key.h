// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "host/base/result.h"
#include "host/engine/task/attempt.h"

namespace dashflow::engine {

// The key of the results of an attempt's node for this input: 32 hex digits of xxh3-128 over the
// policy's identity and the value of `key:` with what was sent to the task, or without `key:` the
// whole input: of a node that may read every channel, that is the state too. Empty = the result
// must not come from or go to the cache. Errors: those of the expression. REQUIRES: it is prepared,
// by the step loop.
Result<std::string> CacheKey(const Attempt& attempt);

}  // namespace dashflow::engine
