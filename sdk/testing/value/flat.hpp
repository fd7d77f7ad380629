// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/value.h>

#include <string>
#include <string_view>

namespace dashflow::sdk::testing {

// The host's flat form, version 1. Decoding accepts what hosts encode; it does not refuse every
// other spelling.
std::string EncodeFlat(const df_value& value);
bool DecodeFlat(std::string_view bytes, df_value* out);

}  // namespace dashflow::sdk::testing
