// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "store/check/check.hpp"

namespace dashflow::sdk::testing::store {

// In the order in which they run: what others build on comes first.
std::vector<Check> AllChecks();

}  // namespace dashflow::sdk::testing::store
