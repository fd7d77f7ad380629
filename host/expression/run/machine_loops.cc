// SPDX-License-Identifier: Apache-2.0
#include <new>

#include "host/expression/run/machine.h"

namespace dashflow::expression {

std::uint32_t Machine::BeginLoop(const LoopPlan& plan, std::uint32_t next) {
  const Operand range = *--top_;
  if (range.tag == Tag::kList || range.tag == Tag::kMap) {
    new (&loops_[plan.depth]) Loop(plan, range, locals_, evaluation_);
    return next;
  }
  if (range.is_fault()) return Leave(plan, range);
  return Leave(plan, evaluation_.Fail("no_overload",
                                      {MacroName(plan.macro), "() needs a list or a map, not ",
                                       TagName(range.tag)}));
}

std::uint32_t Machine::NextRound(const LoopPlan& plan, std::uint32_t next) {
  Loop& loop = loops_[plan.depth];
  if (!loop.Next()) return Leave(plan, loop.Result(evaluation_));
  return evaluation_.Spend(plan.cost) ? next : Leave(plan, evaluation_.FailOfCost());
}

std::uint32_t Machine::TestRound(const LoopPlan& plan, std::uint32_t next) {
  const Operand condition = *--top_;
  if (condition.is_true()) return next;
  if (condition.is_false()) return plan.next;
  return Leave(plan, FaultOfCondition(condition, evaluation_));
}

std::uint32_t Machine::CollectRound(const LoopPlan& plan) {
  Loop& loop = loops_[plan.depth];
  const bool decided = loop.Collect(*--top_, evaluation_);
  return decided ? Leave(plan, loop.Result(evaluation_)) : plan.next;
}

std::uint32_t Machine::Leave(const LoopPlan& plan, const Operand& result) {
  Push(result);
  return plan.exit;
}

}  // namespace dashflow::expression
