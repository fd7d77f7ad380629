// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/plugin.hpp>
#include <string>

namespace cases {

// The text that Python's str() gives: null is None, true is True, a list shows its elements' repr.
std::string PythonText(dashflow::sdk::ValueView value);

}  // namespace cases
