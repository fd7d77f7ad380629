// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "host/base/result.h"
#include "host/checkpoint/state.h"
#include "host/graph/workflow.h"

namespace dashflow::engine {

class Attempt;

// The members of `object` as input slots of `target`. Errors: send_invalid for anything but
// an object, and for a member that is no port.
Result<std::vector<checkpoint::Argument>> ArgumentsOf(const graph::NodePlan& target,
                                                      const Value& object);

// The inputs of an attempt, by port.
Value InputValue(const Attempt& attempt);

}  // namespace dashflow::engine
