// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "host/expression/function/function.h"

namespace dashflow::expression {

// The functions by subject; each is a table in the file of its name.
std::span<const Overload> BitFunctions();
std::span<const Overload> ChangeFunctions();
std::span<const Overload> ConversionFunctions();
std::span<const Overload> FormatFunctions();
std::span<const Overload> ListFunctions();
std::span<const Overload> MathFunctions();
std::span<const Overload> SearchFunctions();
std::span<const Overload> SizeFunctions();
std::span<const Overload> TextFunctions();
std::span<const Overload> TimeFunctions();

}  // namespace dashflow::expression
