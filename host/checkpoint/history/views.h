// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "host/base/result.h"
#include "host/channel/channel.h"
#include "host/checkpoint/history/snapshot.h"
#include "host/value/value.h"

// What people see of a checkpoint, by name.
namespace dashflow::checkpoint {

// The channels that have a value, as an object.
Value ValuesOf(const State& state, const Names& names);
Value ValuesOf(const Snapshot& snapshot);

// The node of a task.
std::string NodeOf(const Snapshot& snapshot, const TaskPath& path);

// What a task wrote, as an object of channels. Several writes to one channel are
// {"$writes": [each]}.
Value WritesValue(const Snapshot& snapshot, const std::vector<channel::Write>& writes);

// The nodes of the tasks that are due, in task order: all of them, or those that have not finished.
std::vector<std::string> NextOf(const Snapshot& snapshot);
std::vector<std::string> UnfinishedOf(const Snapshot& snapshot);

// The state as if the superstep ended with the tasks that have finished; `channels` are those of
// its workflow. Errors: those of channel::Fold.
Result<Snapshot> WithFinished(std::span<const channel::Channel> channels, Snapshot snapshot);

}  // namespace dashflow::checkpoint
