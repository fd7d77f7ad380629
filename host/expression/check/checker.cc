// SPDX-License-Identifier: Apache-2.0
#include "host/expression/check/checker.h"

#include <array>

namespace dashflow::expression {

Checked Checker::Run(const Node& root, std::uint32_t num_nodes) && {
  checked_.types.resize(num_nodes);
  checked_.resolutions.resize(num_nodes);
  Check(root);
  return std::move(checked_);
}

Type Checker::Check(const Node& node) {
  Type type = CheckByKind(node);
  checked_.types[node.id] = type;
  return type;
}

Type Checker::CheckByKind(const Node& node) {
  static constexpr auto kLiteralKinds = std::to_array<Type::Kind>(
      {Type::Kind::kNull, Type::Kind::kBool, Type::Kind::kInt, Type::Kind::kUint,
       Type::Kind::kDouble, Type::Kind::kString, Type::Kind::kBytes});
  switch (node.kind) {
    case NodeKind::kLiteral:
      return kLiteralKinds[node.literal.index()];
    case NodeKind::kName:
      return CheckName(node);
    case NodeKind::kSelect:
      return CheckSelect(node);
    case NodeKind::kHas:
      return CheckHas(node);
    case NodeKind::kCall:
      return CheckCall(node);
    case NodeKind::kMethod:
      return CheckMethod(node);
    case NodeKind::kMacro:
      return CheckMacro(node);
    default:
      return CheckChildren(node);
  }
}

Type Checker::CheckChildren(const Node& node) {
  for (const NodePtr& child : node.children) Check(*child);
  switch (node.kind) {
    case NodeKind::kIndex:
      return CheckIndex(node);
    case NodeKind::kUnary:
      return CheckUnary(node);
    case NodeKind::kBinary:
      return CheckBinary(node);
    case NodeKind::kConditional:
      return CheckConditional(node);
    case NodeKind::kList:
      return CheckList(node);
    case NodeKind::kMap:
      return CheckMap(node);
    default:
      return CheckLogic(node);
  }
}

void Checker::Report(Span span, std::string_view code, std::string cause, std::string fix) {
  checked_.problems.push_back({code, span, std::move(cause), std::move(fix)});
}

void Checker::ReportType(Span span, std::string cause, std::string fix) {
  if (!open_) Report(span, "expression_type", std::move(cause), std::move(fix));
}

}  // namespace dashflow::expression
