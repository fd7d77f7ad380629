// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "host/base/result.h"
#include "host/checkpoint/entry.h"

namespace dashflow::checkpoint {

struct TaskWrites {
  TaskPath path;
  std::vector<channel::Write> writes;
};

// What the tasks that ended in the entry's superstep wrote, in task order, with the values that
// stand among its changes. Error store_damaged when one names a value that is not there.
Result<std::vector<TaskWrites>> WritesOfEnded(const Entry& entry);

}  // namespace dashflow::checkpoint
