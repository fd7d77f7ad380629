// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/testing/store/client.hpp>

namespace dashflow::sdk::testing::store {

// What a store told: {code, message, cause, fix}. Takes it over.
OpenError OpenErrorOf(df_value raw);

}  // namespace dashflow::sdk::testing::store
