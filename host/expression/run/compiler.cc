// SPDX-License-Identifier: Apache-2.0
#include "host/expression/run/compiler.h"

#include <algorithm>
#include <array>

namespace dashflow::expression {
namespace {

Op OpOf(Operator op) {
  static constexpr auto kOps =
      std::to_array<Op>({Op::kNot, Op::kNegate, Op::kAdd, Op::kSubtract, Op::kMultiply, Op::kDivide,
                         Op::kModulo, Op::kEqual, Op::kNotEqual, Op::kLess, Op::kLessEqual,
                         Op::kGreater, Op::kGreaterEqual, Op::kIn});
  return kOps[static_cast<std::size_t>(op)];
}

class ConstantMaker {
 public:
  explicit ConstantMaker(Arena& arena) : arena_(arena) {}

  Operand operator()(std::nullptr_t) const { return Operand::Null(); }
  Operand operator()(bool value) const { return Operand::Bool(value); }
  Operand operator()(std::int64_t value) const { return Operand::Int(value); }
  Operand operator()(std::uint64_t value) const { return Operand::Uint(value); }
  Operand operator()(double value) const { return Operand::Double(value); }
  Operand operator()(const std::string& text) const {
    return Operand::FromValue(*arena_.Keep(Value(text)));
  }
  Operand operator()(const BytesLiteral& literal) const {
    return Operand::FromValue(*arena_.Keep(Value::Bytes(literal.bytes)));
  }

 private:
  Arena& arena_;
};

}  // namespace

void Compiler::Run(const Node& root) {
  Compile(root);
  Emit(root, Op::kEnd);
  auto& uses = program_.uses;
  std::ranges::sort(uses);
  uses.erase(std::unique(uses.begin(), uses.end()), uses.end());
  program_.num_locals = checked_.num_locals;
}

void Compiler::Compile(const Node& node) {
  if (!CompileResolved(node)) CompileByKind(node);
  CompileAsDouble(node);
}

void Compiler::CompileByKind(const Node& node) {
  switch (node.kind) {
    case NodeKind::kLiteral:
      return CompileLiteral(node);
    case NodeKind::kSelect:
      return CompileField(node, Op::kSelect);
    case NodeKind::kHas:
      return CompileField(node, Op::kHas);
    case NodeKind::kUnary:
      return CompileUnary(node);
    case NodeKind::kIndex:
    case NodeKind::kBinary:
      return CompileBinary(node);
    case NodeKind::kAnd:
    case NodeKind::kOr:
      return CompileLogic(node);
    case NodeKind::kConditional:
      return CompileConditional(node);
    case NodeKind::kList:
      return CompileItems(node, Op::kList);
    case NodeKind::kMap:
      return CompileItems(node, Op::kMap);
    case NodeKind::kMacro:
      return CompileMacro(node);
    default:
      return CompileCall(node);
  }
}

void Compiler::CompileLiteral(const Node& node) {
  EmitConstant(node, std::visit(ConstantMaker(program_.constant_memory), node.literal));
}

void Compiler::CompileField(const Node& node, Op op) {
  Compile(*node.children[0]);
  program_.names.push_back(node.text);
  Emit(node, op, static_cast<std::uint32_t>(program_.names.size() - 1));
}

void Compiler::CompileUnary(const Node& node) {
  Compile(*node.children[0]);
  Emit(node, OpOf(node.op));
}

void Compiler::CompileBinary(const Node& node) {
  Compile(*node.children[0]);
  Compile(*node.children[1]);
  Emit(node, node.kind == NodeKind::kIndex ? Op::kIndex : OpOf(node.op));
  Move(-1);
}

void Compiler::CompileLogic(const Node& node) {
  const bool is_and = node.kind == NodeKind::kAnd;
  std::vector<std::uint32_t> jumps;
  Compile(*node.children[0]);
  for (std::size_t i = 1; i < node.children.size(); ++i) {
    jumps.push_back(Emit(*node.children[i - 1], is_and ? Op::kAndJump : Op::kOrJump));
    Compile(*node.children[i]);
    Emit(*node.children[i], is_and ? Op::kAnd : Op::kOr);
    Move(-1);
  }
  for (const std::uint32_t jump : jumps) program_.code[jump].a = Here();
}

void Compiler::CompileConditional(const Node& node) {
  Compile(*node.children[0]);
  const std::uint32_t choose = Emit(*node.children[0], Op::kChoose);
  Move(-1);
  Compile(*node.children[1]);
  const std::uint32_t jump = Emit(node, Op::kJump);
  Move(-1);
  program_.code[choose].a = Here();
  Compile(*node.children[2]);
  program_.code[choose].b = Here();
  program_.code[jump].a = Here();
}

void Compiler::CompileItems(const Node& node, Op op) {
  for (const NodePtr& child : node.children) Compile(*child);
  const auto count = static_cast<std::uint32_t>(node.children.size());
  Emit(node, op, count);
  Move(1 - static_cast<int>(count));
}

void Compiler::CompileCall(const Node& node) {
  if (const std::string* pattern = LiteralPattern(node)) return CompileMatch(node, *pattern);
  const Resolution& resolution = ResolutionOf(node);
  const std::size_t first = resolution.kind == Resolution::Kind::kPlainFunction ? 1 : 0;
  for (std::size_t i = first; i < node.children.size(); ++i) Compile(*node.children[i]);
  const auto count = static_cast<std::uint32_t>(node.children.size() - first);
  program_.functions.push_back(resolution.overloads);
  Emit(node, Op::kCall, static_cast<std::uint32_t>(program_.functions.size() - 1), count);
  Move(1 - static_cast<int>(count));
}

void Compiler::CompileMatch(const Node& node, const std::string& pattern) {
  Compile(*node.children[0]);
  program_.patterns.push_back(std::make_unique<const Pattern>(pattern));
  Emit(node, Op::kMatch, static_cast<std::uint32_t>(program_.patterns.size() - 1));
}

void Compiler::CompileMacro(const Node& node) {
  Compile(*node.children[0]);
  const auto loop = static_cast<std::uint32_t>(program_.loops.size());
  const auto num_variables = static_cast<std::uint32_t>(node.variables.size());
  const bool filtered = node.macro == Macro::kFilter || node.children.size() > 2;
  program_.loops.push_back(
      {node.macro, loop_depth_, ResolutionOf(node).index, num_variables, filtered, 0, 0, 0});
  program_.num_loop_levels = std::max(program_.num_loop_levels, ++loop_depth_);
  Emit(*node.children[0], Op::kLoop, loop);
  Move(-1);
  CompileRound(node, loop);
  --loop_depth_;
  Move(1);
}

void Compiler::CompileRound(const Node& node, std::uint32_t loop) {
  const std::uint32_t next = Emit(node, Op::kNext, loop);
  for (std::size_t i = 1; i < node.children.size(); ++i) {
    const bool last = i + 1 == node.children.size();
    Compile(*node.children[i]);
    Emit(*node.children[i], last ? Op::kCollect : Op::kTest, loop);
    Move(-1);
  }
  LoopPlan& plan = program_.loops[loop];
  plan.next = next;
  plan.exit = Here();
  plan.cost = Here() - next;
}

std::uint32_t Compiler::Emit(const Node& node, Op op, std::uint32_t a, std::uint32_t b) {
  program_.code.push_back({op, a, b});
  program_.places.push_back(node.span);
  return Here() - 1;
}

void Compiler::EmitConstant(const Node& node, const Operand& constant) {
  program_.constants.push_back(constant);
  Emit(node, Op::kConst, static_cast<std::uint32_t>(program_.constants.size() - 1));
  Move(1);
}

void Compiler::Move(int difference) {
  stack_ += static_cast<std::uint32_t>(difference);
  program_.stack_size = std::max(program_.stack_size, stack_);
}

}  // namespace dashflow::expression
