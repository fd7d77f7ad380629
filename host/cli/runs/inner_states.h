// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "host/base/result.h"
#include "host/checkpoint/loader.h"

namespace dashflow::cli {

enum class InnerValues : bool { kLeftOut, kShown };

// The subworkflows that the tasks after a checkpoint have called so far, the oldest call first:
// a list of {task, ns, checkpoint, values?, next, tasks, node_types, subworkflows}. Errors: those
// of the store.
Result<Value> InnerStates(checkpoint::Store& store, const std::string& thread,
                          const checkpoint::Loaded& caller, InnerValues values);

}  // namespace dashflow::cli
