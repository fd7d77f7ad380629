// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/value/value_view.hpp>
#include <string_view>

namespace dashflow::sdk::testing {

// Whether a port of the manifest's type `type` ("string", "any" …) takes the value.
bool Fits(ValueView value, std::string_view type);

}  // namespace dashflow::sdk::testing
