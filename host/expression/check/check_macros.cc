// SPDX-License-Identifier: Apache-2.0
#include "host/expression/check/checker.h"

namespace dashflow::expression {
namespace {

using Kind = Type::Kind;

bool IsIterable(const Type& type) {
  return type.is_dyn() || type.kind() == Kind::kList || type.kind() == Kind::kMap;
}

}  // namespace

Type Checker::CheckMacro(const Node& node) {
  const Type range = Check(*node.children[0]);
  if (!IsIterable(range)) {
    ReportType(node.children[0]->span, std::string(MacroName(node.macro)) +
                                           "() needs a list or a map, this is " + range.Name());
  }
  const std::size_t num_outer = locals_.size();
  DeclareVariables(node, range);
  Type body;
  for (std::size_t i = 1; i < node.children.size(); ++i) {
    body = Check(*node.children[i]);
    const bool condition = node.macro <= Macro::kFilter || i + 1 < node.children.size();
    if (condition) RequireBool(*node.children[i], body);
  }
  locals_.resize(num_outer);
  switch (node.macro) {
    case Macro::kAll:
    case Macro::kExists:
    case Macro::kExistsOne:
      return Kind::kBool;
    case Macro::kFilter:
    case Macro::kSortBy:
      return range.kind() == Kind::kList ? range.NotNull() : Type(Kind::kList);
    case Macro::kTransformMap:
      return Type::Map(body);
    default:
      return Type::List(body);
  }
}

// One variable: the element of a list, the key of a map. Two: the index or key, and the element or
// value.
void Checker::DeclareVariables(const Node& node, const Type& range) {
  ResolutionOf(node).index = checked_.num_locals;
  const bool list = range.kind() == Kind::kList;
  const Type element = list || range.kind() == Kind::kMap ? range.element() : Type();
  for (std::size_t i = 0; i < node.variables.size(); ++i) {
    const bool last = i + 1 == node.variables.size();
    const bool is_element = last && (list || node.variables.size() == 2);
    const Type type = is_element ? element : list ? Type(Kind::kInt) : Type();
    locals_.push_back({node.variables[i], checked_.num_locals++, type});
  }
}

}  // namespace dashflow::expression
