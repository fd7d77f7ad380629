// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/store.h>

#include <string_view>

namespace dashflow::conformance {

// A real store with one law broken; the store itself when `fault` is empty:
//   overwrites     an append that conflicts is answered with OK
//   half_batches   what a conflicting batch did before its conflict stays
//   loses_commits  one commit in seven is answered with OK and not done
//   forward_only   a reverse scan comes in forward order
// The table is static; one fault in a process.
const df_store_api& Break(const df_store_api& table, std::string_view fault);

}  // namespace dashflow::conformance
