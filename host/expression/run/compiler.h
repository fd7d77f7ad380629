// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "host/expression/check/checked.h"
#include "host/expression/run/program.h"
#include "host/expression/syntax/ast.h"

namespace dashflow::expression {

// Fills in a program from a tree that was checked without problems. [serial]
class Compiler {
 public:
  // Both must outlive the compiler.
  Compiler(const Checked& checked, Program& program) : checked_(checked), program_(program) {}

  void Run(const Node& root);

 private:
  // compiler.cc
  void Compile(const Node& node);
  void CompileByKind(const Node& node);
  void CompileLiteral(const Node& node);
  void CompileField(const Node& node, Op op);
  void CompileUnary(const Node& node);
  void CompileBinary(const Node& node);
  void CompileLogic(const Node& node);
  void CompileConditional(const Node& node);
  void CompileItems(const Node& node, Op op);
  void CompileCall(const Node& node);
  void CompileMatch(const Node& node, const std::string& pattern);
  void CompileMacro(const Node& node);
  void CompileRound(const Node& node, std::uint32_t loop);

  // compile_names.cc
  bool CompileResolved(const Node& node);
  void CompileSlot(const Node& node, std::uint32_t slot);
  void CompileOpenName(const Node& node);
  void CompileAsDouble(const Node& node);

  std::uint32_t Emit(const Node& node, Op op, std::uint32_t a = 0, std::uint32_t b = 0);
  void EmitText(const Node& node, Op op, std::string_view text);
  void EmitConstant(const Node& node, const Operand& constant);
  // The stack grows or shrinks by so many operands.
  void Move(int difference);
  std::uint32_t Here() const { return static_cast<std::uint32_t>(program_.code.size()); }
  const Resolution& ResolutionOf(const Node& node) const { return checked_.resolutions[node.id]; }

  const Checked& checked_;
  Program& program_;
  std::uint32_t stack_ = 0;
  std::uint32_t loop_depth_ = 0;
};

}  // namespace dashflow::expression
