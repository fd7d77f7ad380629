// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "host/expression/function/function.h"

namespace dashflow::expression {

// The functions by subject; each is a table in the file of its name.
std::span<const Overload> ConversionFunctions();
std::span<const Overload> SizeFunctions();
std::span<const Overload> TextFunctions();

}  // namespace dashflow::expression
