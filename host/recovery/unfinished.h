// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "host/base/clock.h"
#include "host/base/result.h"
#include "host/checkpoint/store.h"
#include "host/checkpoint/thread_record.h"

namespace dashflow::recovery {

// Whether a run of the thread was cut off, or stopped for the end of its host. REQUIRES: nothing
// runs it now.
bool IsUnfinished(const checkpoint::ThreadRecord& thread);

// Those threads of a store that no living process holds, in the order in which a host continues
// them: whose latest run began first comes first. Errors: those of the store.
Result<std::vector<checkpoint::ThreadRecord>> Unfinished(checkpoint::Store& store);

// When the first question of a waiting thread expires; nothing = none does.
Result<std::optional<WallTime>> FirstExpiry(checkpoint::Store& store,
                                            const checkpoint::ThreadRecord& thread);

}  // namespace dashflow::recovery
