// SPDX-License-Identifier: Apache-2.0
#include "host/expression/run/machine.h"

#include <compare>
#include <functional>
#include <limits>

#include "host/expression/operand/arithmetic.h"
#include "host/expression/operand/compare.h"

namespace dashflow::expression {
namespace {

// What compares to 0 as the order says; NaN, of which nothing holds, for unordered.
double SignOf(std::partial_ordering order) {
  if (order == std::partial_ordering::unordered) return std::numeric_limits<double>::quiet_NaN();
  return order < 0 ? -1 : order > 0 ? 1 : 0;
}

}  // namespace

Operand Machine::Run() {
  if (!Prepare()) return evaluation_.FailOfCost();
  Execute();
  return evaluation_.exhausted() ? evaluation_.FailOfCost() : top_[-1];
}

bool Machine::Prepare() {
  if (program_.stack_size > kSmallStack) {
    top_ = evaluation_.arena().Array<Operand>(program_.stack_size);
  }
  if (program_.num_locals > 0) {
    locals_ = evaluation_.arena().Array<Operand>(program_.num_locals);
    loops_ = evaluation_.arena().Array<Loop>(program_.num_loop_levels);
  }
  return evaluation_.Spend(program_.code.size());
}

template <Operand (*kOperation)(const Operand&, const Operand&, Evaluation&)>
void Machine::Arithmetic() {
  Binary([&](const Operand& a, const Operand& b) { return kOperation(a, b, evaluation_); });
}

void Machine::Minus() {
  Unary([&](const Operand& a) { return Negate(a, evaluation_); });
}

// Two ints or two doubles are by far the most common.
template <class Holds>
void Machine::Order(std::string_view name) {
  constexpr Holds holds;
  Binary([&](const Operand& a, const Operand& b) {
    if (a.tag == Tag::kInt && b.tag == Tag::kInt) {
      return Operand::Bool(holds(a.as.integer, b.as.integer));
    }
    if (a.tag == Tag::kDouble && b.tag == Tag::kDouble) {
      return Operand::Bool(holds(a.as.real, b.as.real));
    }
    const auto order = Compare(a, b);
    return order ? Operand::Bool(holds(SignOf(*order), 0.0))
                 : FailOfOverload(name, a, b, evaluation_);
  });
}

template <bool kEqual>
void Machine::Equality() {
  Binary([&](const Operand& a, const Operand& b) {
    return Operand::Bool(Equal(a, b, evaluation_) == kEqual);
  });
}

void Machine::AsDouble() {
  Operand& operand = top_[-1];
  if (operand.tag == Tag::kInt) {
    operand = Operand::Double(static_cast<double>(operand.as.integer));
  } else if (operand.tag == Tag::kUint) {
    operand = Operand::Double(static_cast<double>(operand.as.unsigned_integer));
  }
}

void Machine::Not() {
  Operand& operand = top_[-1];
  operand = operand.tag == Tag::kBool ? Operand::Bool(!operand.boolean())
                                      : FaultOfCondition(operand, evaluation_);
}

bool Machine::IsDecidedAnd() {
  Operand& left = top_[-1];
  if (left.tag != Tag::kBool) left = FaultOfCondition(left, evaluation_);
  return left.is_false();
}

bool Machine::IsDecidedOr() {
  Operand& left = top_[-1];
  if (left.tag != Tag::kBool) left = FaultOfCondition(left, evaluation_);
  return left.is_true();
}

// The left side is true or a fault, which a false right side absorbs.
void Machine::And() {
  const Operand& right = *--top_;
  Operand& left = top_[-1];
  if (right.is_false()) {
    left = right;
  } else if (!left.is_fault() && !right.is_true()) {
    left = FaultOfCondition(right, evaluation_);
  }
}

void Machine::Or() {
  const Operand& right = *--top_;
  Operand& left = top_[-1];
  if (right.is_true()) {
    left = right;
  } else if (!left.is_fault() && !right.is_false()) {
    left = FaultOfCondition(right, evaluation_);
  }
}

std::uint32_t Machine::Choose(const Instruction& instruction, std::uint32_t next) {
  const Operand condition = *--top_;
  if (condition.is_true()) return next;
  if (condition.is_false()) return instruction.a;
  Push(FaultOfCondition(condition, evaluation_));
  return instruction.b;
}

void Machine::Execute() {
  const Instruction* code = program_.code.data();
  for (std::uint32_t pc = 0;;) {
    evaluation_.set_place(pc);
    const Instruction& instruction = code[pc++];
    switch (instruction.op) {
      // clang-format off
      case Op::kConst: Push(program_.constants[instruction.a]); break;
      case Op::kSlot: Slot(instruction.a); break;
      case Op::kHasSlot: HasSlot(instruction.a); break;
      case Op::kLocal: Push(locals_[instruction.a]); break;
      case Op::kOpenName: FindOpenName(program_.open_names[instruction.a]); break;
      case Op::kFail: Push(evaluation_.Fail("no_overload", {program_.constants[instruction.a].text()})); break;
      case Op::kSelect: Select(program_.names[instruction.a]); break;
      case Op::kHas: Has(program_.names[instruction.a]); break;
      case Op::kIndex: Index(); break;
      case Op::kAsDouble: AsDouble(); break;
      case Op::kNot: Not(); break;
      case Op::kNegate: Minus(); break;
      case Op::kAdd: Arithmetic<Add>(); break;
      case Op::kSubtract: Arithmetic<Subtract>(); break;
      case Op::kMultiply: Arithmetic<Multiply>(); break;
      case Op::kDivide: Arithmetic<Divide>(); break;
      case Op::kModulo: Arithmetic<Modulo>(); break;
      case Op::kEqual: Equality<true>(); break;
      case Op::kNotEqual: Equality<false>(); break;
      case Op::kLess: Order<std::less<>>("<"); break;
      case Op::kLessEqual: Order<std::less_equal<>>("<="); break;
      case Op::kGreater: Order<std::greater<>>(">"); break;
      case Op::kGreaterEqual: Order<std::greater_equal<>>(">="); break;
      case Op::kIn: IsIn(); break;
      case Op::kAndJump: if (IsDecidedAnd()) pc = instruction.a; break;
      case Op::kOrJump: if (IsDecidedOr()) pc = instruction.a; break;
      case Op::kAnd: And(); break;
      case Op::kOr: Or(); break;
      case Op::kChoose: pc = Choose(instruction, pc); break;
      case Op::kJump: pc = instruction.a; break;
      case Op::kList: MakeListOf(instruction.a); break;
      case Op::kMap: MakeMapOf(instruction.a); break;
      case Op::kCall: Call(instruction); break;
      case Op::kMatch: Match(*program_.patterns[instruction.a]); break;
      case Op::kLoop: pc = BeginLoop(program_.loops[instruction.a], pc); break;
      case Op::kNext: pc = NextRound(program_.loops[instruction.a], pc); break;
      case Op::kTest: pc = TestRound(program_.loops[instruction.a], pc); break;
      case Op::kCollect: pc = CollectRound(program_.loops[instruction.a]); break;
      case Op::kEnd: return;
        // clang-format on
    }
  }
}

}  // namespace dashflow::expression
