// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace dashflow::sdk::testing {

// How many values with memory of their own are alive in this process. A plugin that leaves it
// higher than it was leaks.
std::int64_t LiveValues();

}  // namespace dashflow::sdk::testing
