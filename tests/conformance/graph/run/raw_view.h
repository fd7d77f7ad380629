// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/conformance/graph/run/state_view.h"

namespace dashflow::cases {

// The step `checkpoints` of a case: each checkpoint with what channels that were ever written hold,
// and the writes that stand for its superstep. Without the reference's internal channels.
Result<Value> ShowCheckpoints(const ThreadView& view);

// What the case expects of that step, without the reference's internal channels.
Value WithoutInternals(const Value& expected);

}  // namespace dashflow::cases
