// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/simulation/flow/draft.h"

namespace dashflow::simulation {

// Adds a few nodes that lead to `next`, and returns those that lead into them. `depth` = how deep
// one may lie in others.
Names AddSegment(Draft& draft, const Names& next, int depth);

}  // namespace dashflow::simulation
