// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/store_types.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace dashflow::sql {

// The index terms of a record in one column: sorted, each once, each after a byte of its length
// - 1.
std::string PackTerms(const sdk::StoreOp& op);

// The terms in it, borrowed. Stops at a damaged length.
std::vector<std::string_view> UnpackTerms(std::string_view packed);

}  // namespace dashflow::sql
