// SPDX-License-Identifier: Apache-2.0
#include <new>

#include "host/expression/run/machine.h"

namespace dashflow::expression {

void Machine::BeginLoop(const LoopPlan& plan) {
  const Operand range = *--top_;
  if (range.tag == Tag::kList || range.tag == Tag::kMap) {
    new (&loops_[plan.depth]) Loop(plan, range, evaluation_);
  } else if (range.is_fault()) {
    Leave(plan, range);
  } else {
    Leave(plan, evaluation_.Fail(
                    {MacroName(plan.macro), "() needs a list or a map, not ", TagName(range.tag)}));
  }
}

void Machine::NextRound(const LoopPlan& plan) {
  Loop& loop = loops_[plan.depth];
  if (!loop.Next(locals_)) {
    Leave(plan, loop.Result(evaluation_));
  } else if (!evaluation_.Spend(plan.cost)) {
    Leave(plan, evaluation_.FailOfCost());
  }
}

void Machine::TestRound(const LoopPlan& plan) {
  const Operand condition = *--top_;
  if (condition.is_false()) {
    pc_ = plan.next;
  } else if (!condition.is_true()) {
    Leave(plan, FaultOfCondition(condition, evaluation_));
  }
}

void Machine::CollectRound(const LoopPlan& plan) {
  Loop& loop = loops_[plan.depth];
  const Operand computed = *--top_;
  if (loop.Collect(computed, evaluation_)) {
    Leave(plan, loop.Result(evaluation_));
  } else {
    pc_ = plan.next;
  }
}

void Machine::Leave(const LoopPlan& plan, const Operand& result) {
  Push(result);
  pc_ = plan.exit;
}

}  // namespace dashflow::expression
