// SPDX-License-Identifier: Apache-2.0
#include "host/expression/operand/evaluation.h"

#include <string>

namespace dashflow::expression {

Operand Evaluation::Fail(std::initializer_list<std::string_view> cause) {
  std::string text;
  for (const std::string_view piece : cause) text += piece;
  return Operand::Failed(arena_.Make(Fault{arena_.Text(text), place_}));
}

}  // namespace dashflow::expression
