// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/value.h>

#include <string>

namespace dashflow::sdk::testing {

// JSON as the host prints it: no blanks, doubles with a fraction or an exponent, bytes as base64.
std::string WriteJson(const df_value& value);

}  // namespace dashflow::sdk::testing
