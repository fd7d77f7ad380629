// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/plugin.hpp>
#include <string>
#include <string_view>

namespace cases {

// The code of an error of a Python class: "ConnectionError" is connection_error.
std::string CodeOf(std::string_view type);

// Transient, but for the classes that the reference does not retry by itself.
dashflow::sdk::Category CategoryOf(std::string_view type);

}  // namespace cases
