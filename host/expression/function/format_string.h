// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "host/expression/function/format_clause.h"

namespace dashflow::expression {

// %s: any value as text; lists and maps (sorted by their keys) with all that is in them. Pays for
// the elements.
Formatted FormatString(const Operand& argument, Evaluation& evaluation);

// NaN, Infinity, -Infinity, or the shortest digits.
std::string FormatDouble(double value);

}  // namespace dashflow::expression
