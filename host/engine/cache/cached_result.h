// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "host/engine/task/task.h"
#include "host/graph/workflow.h"

namespace dashflow::engine {

// What a node gave, with a checksum: by name, so that it fits other versions of the workflow.
// `own_writes`: how many of the writes are the node's; those of its `set:` are made anew.
std::string EncodeResult(const graph::Workflow& workflow, const graph::NodePlan& plan,
                         const TaskResult& result, std::size_t own_writes);

// False, and `result` as it was: damaged, or it does not fit the workflow any more. Safe for any
// bytes.
bool DecodeResult(const graph::Workflow& workflow, const graph::NodePlan& plan,
                  std::string_view bytes, TaskResult& result);

}  // namespace dashflow::engine
