// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "host/checkpoint/history/snapshot.h"
#include "host/checkpoint/store.h"
#include "host/checkpoint/thread_record.h"
#include "host/engine/request.h"
#include "host/engine/run.h"

namespace dashflow::engine {

inline constexpr std::string_view kStartName = "START";
inline constexpr std::string_view kEndName = "END";

// The updates with the node named in each: the one that ran last before `from`, or START on a
// thread where none has. Errors: invalid_update (no updates at all, no node in one of several,
// several nodes ran last).
Result<std::vector<StateUpdate>> NameNodes(checkpoint::Store& store,
                                           const graph::Workflow& workflow,
                                           const checkpoint::ThreadRecord& record,
                                           const checkpoint::Snapshot& from,
                                           std::vector<StateUpdate> updates);

// Error invalid_update.
Result<graph::NodeId> UpdatedNode(const graph::Workflow& workflow, const std::string& name);

// An object of channels as writes, each checked; none of null. Errors: invalid_update (no object,
// unknown channel), channel_type.
Result<std::vector<channel::Write>> UpdateWrites(const graph::Workflow& workflow,
                                                 const Value& values);

// Makes the tasks of the run's superstep as if these nodes had ended with these writes; none for
// END. Errors: invalid_update (unknown node, values that are no object, END with values),
// unknown_channel, channel_type.
Status MakeUpdateTasks(const std::vector<StateUpdate>& updates, Run& run);

// Makes the tasks of the run's superstep those that made `from`.
void TakeMakers(const checkpoint::Snapshot& from, Run& run);
// Makes the tasks of the run's superstep those that have finished since `from`.
void TakeFinished(const checkpoint::Snapshot& from, Run& run);

}  // namespace dashflow::engine
