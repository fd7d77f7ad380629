// SPDX-License-Identifier: Apache-2.0
#include "host/expression/check/checker.h"
#include "host/expression/check/type_rules.h"

namespace dashflow::expression {
namespace {

using Kind = Type::Kind;

std::string Operation(const Node& node, const Type& left, const Type& right) {
  return left.Name() + " " + std::string(OperatorText(node.op)) + " " + right.Name();
}

std::string AdviceFor(const Type& left, const Type& right) {
  if (left.is_number() && right.is_number())
    return "convert one side with int(), uint() or double()";
  if (left.kind() == Kind::kString || right.kind() == Kind::kString) {
    return "convert the other side with string()";
  }
  return {};
}

}  // namespace

Type Checker::CheckUnary(const Node& node) {
  const Type& operand = checked_.types[node.children[0]->id];
  if (node.op == Operator::kNot) {
    RequireBool(*node.children[0], operand);
    return Kind::kBool;
  }
  const bool negatable = operand.is_dyn() || operand.kind() == Kind::kInt ||
                         operand.kind() == Kind::kDouble || operand.kind() == Kind::kDuration;
  if (!negatable) ReportType(node.focus, "there is no -" + operand.Name());
  return operand.NotNull();
}

Type Checker::CheckBinary(const Node& node) {
  const Type& left = checked_.types[node.children[0]->id];
  const Type& right = checked_.types[node.children[1]->id];
  if (node.op == Operator::kIn) return CheckIn(node, left, right);
  if (node.op >= Operator::kEqual) return CheckComparison(node, left, right);
  const auto result = ArithmeticResult(node.op, left, right);
  if (result) return *result;
  ReportType(node.focus, "there is no " + Operation(node, left, right), AdviceFor(left, right));
  return {};
}

Type Checker::CheckComparison(const Node& node, const Type& left, const Type& right) {
  const bool equality = node.op == Operator::kEqual || node.op == Operator::kNotEqual;
  if (equality && !CanEqual(left, right)) {
    const std::string_view always = node.op == Operator::kEqual ? "false" : "true";
    ReportType(node.focus, Operation(node, left, right) + " is always " + std::string(always),
               AdviceFor(left, right));
  } else if (!equality && !CanOrder(left, right)) {
    ReportType(node.focus, "there is no " + Operation(node, left, right), AdviceFor(left, right));
  }
  return Kind::kBool;
}

Type Checker::CheckIn(const Node& node, const Type& left, const Type& right) {
  const bool list = right.kind() == Kind::kList;
  if (!right.is_dyn() && !list && right.kind() != Kind::kMap) {
    ReportType(node.focus, "\"in\" needs a list or a map on its right, not " + right.Name(),
               right.kind() == Kind::kString ? "write text.contains(part)" : "");
  } else if (list && !CanEqual(left, right.element())) {
    ReportType(node.focus, Operation(node, left, right) + " is always false");
  }
  return Kind::kBool;
}

Type Checker::CheckLogic(const Node& node) {
  for (const NodePtr& child : node.children) RequireBool(*child, checked_.types[child->id]);
  return Kind::kBool;
}

Type Checker::CheckConditional(const Node& node) {
  RequireBool(*node.children[0], checked_.types[node.children[0]->id]);
  return Join(checked_.types[node.children[1]->id], checked_.types[node.children[2]->id]);
}

Type Checker::CheckIndex(const Node& node) {
  const Type& operand = checked_.types[node.children[0]->id];
  const Type& index = checked_.types[node.children[1]->id];
  if (operand.is_dyn()) return {};
  if (operand.kind() != Kind::kList && operand.kind() != Kind::kMap) {
    ReportType(node.focus, operand.Name() + " has no elements",
               operand.kind() == Kind::kString ? "take a character with text.charAt(i)" : "");
    return {};
  }
  if (operand.kind() == Kind::kList && !index.is_dyn() && !index.is_number()) {
    ReportType(node.children[1]->span, "the index of a list is a number, not " + index.Name());
  }
  const Literal& key = node.children[1]->literal;
  const auto* name = std::get_if<std::string>(&key);
  const Field* field = name == nullptr ? nullptr : operand.FindField(*name);
  return field == nullptr ? operand.element() : field->type;
}

Type Checker::CheckList(const Node& node) {
  if (node.children.empty()) return Kind::kList;
  Type element = checked_.types[node.children[0]->id];
  for (const NodePtr& child : node.children) element = Join(element, checked_.types[child->id]);
  return Type::List(element);
}

Type Checker::CheckMap(const Node& node) {
  if (node.children.empty()) return Kind::kMap;
  Type value = checked_.types[node.children[1]->id];
  for (std::size_t i = 0; i < node.children.size(); i += 2) {
    const Type& key = checked_.types[node.children[i]->id];
    const bool allowed = key.is_dyn() || key.kind() == Kind::kString || key.kind() == Kind::kInt ||
                         key.kind() == Kind::kUint || key.kind() == Kind::kBool;
    if (!allowed) ReportType(node.children[i]->span, key.Name() + " cannot be a key");
    value = Join(value, checked_.types[node.children[i + 1]->id]);
  }
  return Type::Map(value);
}

void Checker::RequireBool(const Node& node, const Type& type) {
  if (type.is_dyn() || type.kind() == Kind::kBool) return;
  const std::string fix = type.kind() == Kind::kList || type.kind() == Kind::kString
                              ? "compare it: size(x) > 0"
                          : type.is_number() ? "compare it: x != 0"
                                             : "compare it with == or !=";
  ReportType(node.span, "true or false is needed here, this is " + type.Name(), fix);
}

}  // namespace dashflow::expression
