// SPDX-License-Identifier: Apache-2.0
#include "tests/property/expression/trees.h"

#include <limits>

namespace dashflow::expression {
namespace {

constexpr int kMaxDepth = 6;

NodePtr LiteralNode(Literal literal) {
  auto node = std::make_unique<Node>();
  node->kind = NodeKind::kLiteral;
  node->literal = std::move(literal);
  return node;
}

}  // namespace

std::uint32_t TreeMaker::Choose(std::uint32_t count) {
  return at_ < choices_.size() ? choices_[at_++] % count : 0;
}

std::string TreeMaker::Pick(std::initializer_list<const char*> words) {
  return words.begin()[Choose(static_cast<std::uint32_t>(words.size()))];
}

NodePtr TreeMaker::Tree(int depth) {
  if (depth >= kMaxDepth || at_ >= choices_.size()) return Leaf();
  switch (Choose(5)) {
    case 0:
      return Leaf();
    case 1:
      return Operation(depth);
    case 2:
      return Access(depth);
    case 3:
      return Container(depth);
    default:
      return MacroCall(depth);
  }
}

NodePtr TreeMaker::Of(NodeKind kind, std::size_t num_children, int depth) {
  auto node = std::make_unique<Node>();
  node->kind = kind;
  for (std::size_t i = 0; i < num_children; ++i) node->children.push_back(Tree(depth + 1));
  return node;
}

NodePtr TreeMaker::Leaf() {
  if (Choose(2) == 1) return LiteralLeaf();
  auto node = std::make_unique<Node>();
  node->kind = NodeKind::kName;
  node->absolute = Choose(5) == 1;
  node->text = Pick({"n", "text", "list", "map", "x", "unknown", "int"});
  return node;
}

NodePtr TreeMaker::LiteralLeaf() {
  switch (Choose(8)) {
    case 0:
      return LiteralNode(nullptr);
    case 1:
      return LiteralNode(Choose(2) == 1);
    case 2:
      return LiteralNode(static_cast<std::int64_t>(Choose(7)) - 3);
    case 3:
      return LiteralNode(Choose(2) == 1 ? std::numeric_limits<std::int64_t>::min()
                                        : std::numeric_limits<std::int64_t>::max());
    case 4:
      return LiteralNode(static_cast<std::uint64_t>(Choose(3)));
    case 5:
      return LiteralNode((static_cast<double>(Choose(9)) - 4) * (Choose(2) == 1 ? 0.1 : 1e300));
    case 6:
      return LiteralNode(BytesLiteral{Pick({"", "a", "\xff\"\\", "'\n"})});
    default:
      return LiteralNode(std::string(Pick({"", "a", "ä\"'\\\n\t", "a b"})));
  }
}

NodePtr TreeMaker::Operation(int depth) {
  switch (Choose(5)) {
    case 0: {
      NodePtr node = Of(NodeKind::kBinary, 2, depth);
      node->op = static_cast<Operator>(2 + Choose(12));
      return node;
    }
    case 1: {
      NodePtr node = Of(NodeKind::kUnary, 1, depth);
      node->op = Choose(2) == 1 ? Operator::kNegate : Operator::kNot;
      return node;
    }
    case 2:
      return Of(NodeKind::kConditional, 3, depth);
    case 3:
      return Of(NodeKind::kAnd, 2 + Choose(2), depth);
    default:
      return Of(NodeKind::kOr, 2 + Choose(2), depth);
  }
}

NodePtr TreeMaker::Access(int depth) {
  switch (Choose(4)) {
    case 0:
      return Of(NodeKind::kIndex, 2, depth);
    case 1: {
      NodePtr node = Of(NodeKind::kMethod, 1 + Choose(3), depth);
      node->text = Pick({"size", "contains", "startsWith", "foo", "for"});
      return node;
    }
    case 2: {
      NodePtr node = Of(NodeKind::kCall, Choose(3), depth);
      node->text = Pick({"size", "int", "string", "type", "dyn", "foo"});
      return node;
    }
    default: {
      NodePtr node = Of(Choose(2) == 1 ? NodeKind::kHas : NodeKind::kSelect, 1, depth);
      node->text = Pick({"a", "b-c", "for", "x.y"});
      return node;
    }
  }
}

NodePtr TreeMaker::Container(int depth) {
  if (Choose(2) == 1) return Of(NodeKind::kMap, 2 * Choose(3), depth);
  return Of(NodeKind::kList, Choose(4), depth);
}

NodePtr TreeMaker::MacroCall(int depth) {
  const auto macro = static_cast<Macro>(Choose(8));
  const bool transforms = macro == Macro::kTransformList || macro == Macro::kTransformMap;
  const bool tests = macro == Macro::kAll || macro == Macro::kExists || macro == Macro::kExistsOne;
  const bool two_variables = transforms || (tests && Choose(2) == 1);
  const bool two_bodies = (transforms || macro == Macro::kMap) && Choose(2) == 1;
  NodePtr node = Of(NodeKind::kMacro, two_bodies ? 3 : 2, depth);
  node->macro = macro;
  node->variables.push_back(two_variables ? "i" : Pick({"x", "n"}));
  if (two_variables) node->variables.push_back("x");
  return node;
}

}  // namespace dashflow::expression
