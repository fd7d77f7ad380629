// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/expression/operand/evaluation.h"
#include "host/expression/operand/operand.h"

namespace dashflow::expression {

// CEL's arithmetic: no conversion between types, overflow and division by zero are faults, doubles
// follow IEEE 754.
// + also joins strings, bytes and lists, and moves timestamps and durations. REQUIRES: neither is a
// fault.
Operand Add(const Operand& a, const Operand& b, Evaluation& evaluation);
Operand Subtract(const Operand& a, const Operand& b, Evaluation& evaluation);
Operand Multiply(const Operand& a, const Operand& b, Evaluation& evaluation);
Operand Divide(const Operand& a, const Operand& b, Evaluation& evaluation);
Operand Modulo(const Operand& a, const Operand& b, Evaluation& evaluation);
Operand Negate(const Operand& a, Evaluation& evaluation);

// "int + string: …", with what to do about it.
Operand FailOfOverload(std::string_view operation, const Operand& a, const Operand& b,
                       Evaluation& evaluation);

}  // namespace dashflow::expression
