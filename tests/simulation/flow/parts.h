// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "tests/simulation/flow/draft.h"

namespace dashflow::simulation {

// Makes up a subworkflow and adds a node that calls it. `given` = an expression for its input;
// empty: it is sent there.
std::string AddPart(Draft& draft, const std::string& given);

}  // namespace dashflow::simulation
