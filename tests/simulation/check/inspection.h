// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "tests/support/engine/map_store.h"

namespace dashflow::simulation {

// Whether what the store holds is whole: every entry can be read, every stream begins with its
// first and has no holes, every record points at what is there. One line for what is not.
std::vector<std::string> FindDamage(testing::MapStore& store);

}  // namespace dashflow::simulation
