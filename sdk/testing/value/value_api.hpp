// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/value.h>

namespace dashflow::sdk::testing {

// The service dashflow.value/1 of the fake host.
const df_value_api& ValueApi();

}  // namespace dashflow::sdk::testing
