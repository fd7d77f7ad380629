// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/expression/operand/evaluation.h"
#include "host/expression/operand/operand.h"

namespace dashflow::expression {

// a + b for two strings or two bytes. REQUIRES: both of one such tag.
Operand JoinText(const Operand& a, const Operand& b, Evaluation& evaluation);
// a + b for two lists.
Operand JoinLists(const Operand& a, const Operand& b, Evaluation& evaluation);

}  // namespace dashflow::expression
