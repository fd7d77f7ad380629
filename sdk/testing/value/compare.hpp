// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/value.h>

#include <cstdint>

namespace dashflow::sdk::testing {

// Equal kinds and contents; objects in any order. 1 and 1.0 differ.
bool Equal(const df_value& a, const df_value& b);
// Equal values have equal hashes.
std::uint64_t Hash(const df_value& value);

}  // namespace dashflow::sdk::testing
