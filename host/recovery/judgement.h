// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "host/base/clock.h"
#include "host/checkpoint/run/crash_directory.h"
#include "host/checkpoint/run/crash_record.h"
#include "host/checkpoint/thread_record.h"
#include "host/recovery/death.h"

namespace dashflow::recovery {

// Which runs a death is held against, by these rules:
// - Only a run whose node was running then, and that nobody has continued since.
// - If the fatal signal came to a node's thread, it is that node's run alone.
// - Else if only one run was under way, or only one of those that are suspects since an earlier
//   death, it is that one.
// - Else nobody is: all of them become suspects, which from now on run one at a time, so that the
//   next death tells. Were several suspects under way again nevertheless, it is all of those.
// A crash counts for the task, so that only the same task again makes it more; with `limit` of them
// the run is parked.
//
// Returns the records that are new or have changed. `known` = those of the store.
std::vector<checkpoint::CrashRecord> Judge(const Death& death,
                                           const std::vector<checkpoint::ThreadRecord>& unfinished,
                                           const checkpoint::CrashRecords& known,
                                           std::uint32_t limit, WallTime now);

}  // namespace dashflow::recovery
