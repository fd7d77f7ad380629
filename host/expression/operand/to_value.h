// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "host/expression/operand/operand.h"
#include "host/value/value.h"

namespace dashflow::expression {

// The result of an evaluation as a Value; parts that came from Values are shared with them.
struct ToValueResult {
  Value value;
  std::string problem;  // empty when all is well; else what cannot be a Value
};

// REQUIRES: no fault inside.
ToValueResult ToValue(const Operand& operand);

}  // namespace dashflow::expression
