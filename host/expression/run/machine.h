// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "host/expression/operand/evaluation.h"
#include "host/expression/operand/operand.h"
#include "host/expression/run/binding.h"
#include "host/expression/run/loop.h"
#include "host/expression/run/program.h"

namespace dashflow::expression {

// Runs a program once. What comes out is borrowed from the machine, the program and the binding.
// [serial]
class Machine {
 public:
  // Both must outlive the machine.
  Machine(const Program& program, const Binding& binding, std::uint64_t cost_limit)
      : program_(program), binding_(binding), evaluation_(cost_limit) {}

  // A fault is an error that nothing absorbed. REQUIRES: called once.
  Operand Run();
  const Evaluation& evaluation() const { return evaluation_; }

 private:
  static constexpr std::uint32_t kSmallStack = 12;

  // machine.cc
  bool Prepare();
  void Execute();
  void Push(const Operand& operand) { *top_++ = operand; }
  void Slot(std::uint32_t slot) {
    const Value* value = binding_.Get(slot);
    *top_++ = value == nullptr ? Operand::Null() : Operand::FromValue(*value);
  }
  template <class Operation>
  void Unary(Operation operation) {
    if (!top_[-1].is_fault()) top_[-1] = operation(top_[-1]);
  }
  // The first fault wins.
  template <class Operation>
  void Binary(Operation operation) {
    const Operand& right = *--top_;
    Operand& left = top_[-1];
    if (left.is_fault()) return;
    left = right.is_fault() ? right : operation(left, right);
  }
  template <Operand (*kOperation)(const Operand&, const Operand&, Evaluation&)>
  void Arithmetic();
  template <class Holds>
  void Order(std::string_view name);
  void Minus();
  template <bool kEqual>
  void Equality();
  void AsDouble();
  void Not();
  // Whether to jump.
  bool IsDecidedAnd();
  bool IsDecidedOr();
  void And();
  void Or();
  std::uint32_t Choose(const Instruction& instruction, std::uint32_t next);

  // machine_access.cc
  void HasSlot(std::uint32_t slot);
  void FindOpenName(const OpenName& name);
  void Select(const std::string& name);
  void Has(const std::string& name);
  void Index();
  void IsIn();
  Operand Field(const Operand& operand, std::string_view name);
  Operand HasField(const Operand& operand, std::string_view name);
  Operand Element(const Operand& container, const Operand& key);
  Operand ListElement(const Operand& list, const Operand& index);
  Operand In(const Operand& element, const Operand& container);
  void MakeListOf(std::uint32_t count);
  void MakeMapOf(std::uint32_t count);
  void Call(const Instruction& instruction);
  void Match(const Pattern& pattern);
  Operand CallFunction(std::span<const Overload> overloads, std::span<const Operand> arguments);
  // The first fault among the last `count` operands; null: none.
  const Operand* FindFault(std::uint32_t count) const;

  // machine_loops.cc: each gives the index of the instruction to go on with; `next` is the one that
  // follows
  std::uint32_t BeginLoop(const LoopPlan& plan, std::uint32_t next);
  std::uint32_t NextRound(const LoopPlan& plan, std::uint32_t next);
  std::uint32_t TestRound(const LoopPlan& plan, std::uint32_t next);
  std::uint32_t CollectRound(const LoopPlan& plan);
  std::uint32_t Leave(const LoopPlan& plan, const Operand& result);

  const Program& program_;
  const Binding& binding_;
  Evaluation evaluation_;
  Operand* top_ = small_stack_;
  Operand* locals_ = nullptr;
  Loop* loops_ = nullptr;
  Operand small_stack_[kSmallStack];
};

}  // namespace dashflow::expression
