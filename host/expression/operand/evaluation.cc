// SPDX-License-Identifier: Apache-2.0
#include "host/expression/operand/evaluation.h"

#include <limits>
#include <string>

namespace dashflow::expression {

Operand Evaluation::Fail(std::string_view code, std::initializer_list<std::string_view> cause) {
  std::string text;
  for (const std::string_view piece : cause) text += piece;
  return Operand::Failed(arena_.Make(Fault{code, arena_.Text(text), place_}));
}

Operand Evaluation::NewString(std::string_view text) {
  if (text.size() > std::numeric_limits<std::uint32_t>::max()) {
    return Fail("value_limit", {"the text is longer than 4 GiB"});
  }
  return SpendText(text.size()) ? Operand::String(arena_.Text(text)) : FailOfCost();
}

}  // namespace dashflow::expression
