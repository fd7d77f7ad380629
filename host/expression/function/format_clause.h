// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "host/expression/operand/evaluation.h"
#include "host/expression/operand/operand.h"

namespace dashflow::expression {

// %s %d %f %e %b %o %x %X of format(), with the precision of %.3f.
struct FormatClause {
  char letter = 's';
  int precision = 6;
};

struct Formatted {
  std::string text;
  std::string problem;  // empty when all is well
};

Formatted Format(const FormatClause& clause, const Operand& argument, Evaluation& evaluation);

}  // namespace dashflow::expression
