// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "host/checkpoint/entry.h"
#include "host/engine/task/task.h"
#include "host/graph/workflow.h"

namespace dashflow::engine {

// Adds to `entry` what each task of its superstep wrote, in task order. What its changes hold is
// named, not copied. Writes of untracked channels stay out. REQUIRES: the changes are those of this
// superstep alone, sorted by channel.
void AddEnded(const graph::Workflow& workflow, std::span<const Task> tasks,
              checkpoint::Entry& entry);

// Those that the log keeps: not of untracked channels.
std::vector<channel::Write> TrackedWrites(const graph::Workflow& workflow,
                                          const std::vector<channel::Write>& writes);

}  // namespace dashflow::engine
