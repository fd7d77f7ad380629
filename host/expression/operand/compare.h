// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <optional>

#include "host/expression/operand/evaluation.h"
#include "host/expression/operand/operand.h"

namespace dashflow::expression {

// Numbers compare across their types: 1 == 1u == 1.0; NaN equals nothing. As CEL has it, a double
// meets an integer that was rounded to a double. REQUIRES: both are numbers.
std::partial_ordering CompareNumbers(const Operand& a, const Operand& b);

// REQUIRES: neither is a fault. Values of different types are unequal, never an error. Charges for
// what it looks at; the answer is false when the cost limit is reached.
bool Equal(const Operand& a, const Operand& b, Evaluation& evaluation);

// Equal for what can be a key: strings, numbers, bools; never charges.
bool KeysEqual(const Operand& a, const Operand& b);

// Nothing when the two have no order: different types that are not both numbers, lists, maps, null,
// types.
std::optional<std::partial_ordering> Compare(const Operand& a, const Operand& b);

}  // namespace dashflow::expression
