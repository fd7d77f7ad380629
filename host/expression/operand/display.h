// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "host/expression/operand/operand.h"

namespace dashflow::expression {

// A short form for messages and explanations: scalars as CEL writes them, long text and containers
// cut.
std::string Display(const Operand& operand);

// string(double): the shortest text that reads back equal; NaN, +infinity, -infinity.
std::string DoubleToText(double value);

}  // namespace dashflow::expression
