// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "host/base/result.h"
#include "host/channel/write.h"
#include "host/graph/workflow.h"

namespace dashflow::engine {

// Sets `writes` to the input of a run as writes to the workflow's input channels (of the bare value
// to that of `root:`), checked against their schemas. `first` = the thread has no state yet, so
// that what is required must be there. Errors: input_*, value_too_deep.
Status InputWrites(const graph::Workflow& workflow, const Value& input, bool first,
                   std::vector<channel::Write>& writes);

}  // namespace dashflow::engine
