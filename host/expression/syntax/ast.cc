// SPDX-License-Identifier: Apache-2.0
#include "host/expression/syntax/ast.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace dashflow::expression {

std::string_view OperatorText(Operator op) {
  static constexpr auto kTexts = std::to_array<std::string_view>(
      {"!", "-", "+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "in"});
  return kTexts[static_cast<std::size_t>(op)];
}

std::string_view MacroName(Macro macro) {
  static constexpr auto kNames = std::to_array<std::string_view>(
      {"all", "exists", "exists_one", "filter", "map", "transformList", "transformMap", "sortBy"});
  return kNames[static_cast<std::size_t>(macro)];
}

bool SameTree(const Node& a, const Node& b) {
  const auto key = [](const Node& node) {
    return std::tie(node.kind, node.op, node.macro, node.absolute, node.text, node.literal,
                    node.variables);
  };
  return key(a) == key(b) &&
         std::ranges::equal(a.children, b.children,
                            [](const NodePtr& x, const NodePtr& y) { return SameTree(*x, *y); });
}

}  // namespace dashflow::expression
