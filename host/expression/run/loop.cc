// SPDX-License-Identifier: Apache-2.0
#include "host/expression/run/loop.h"

#include <algorithm>

#include "host/expression/operand/containers.h"
#include "host/expression/run/sort.h"

namespace dashflow::expression {
namespace {

constexpr std::size_t kFirstCapacity = 8;

// all() and exists() know the answer of no rounds.
Operand ResultOfNone(Macro macro) { return Operand::Bool(macro == Macro::kAll); }

}  // namespace

Operand FaultOfCondition(const Operand& operand, Evaluation& evaluation) {
  if (operand.is_fault()) return operand;
  return evaluation.Fail({"true or false is needed here, this is ", TagName(operand.tag)});
}

Loop::Loop(const LoopPlan& plan, const Operand& range, Evaluation& evaluation)
    : plan_(&plan), range_(range), result_(ResultOfNone(plan.macro)) {
  if (range.tag == Tag::kMap) entries_ = MapEntries(range, evaluation.arena());
  size_ = range.tag == Tag::kMap ? MapSize(range) : ListSize(range);
}

bool Loop::Next(Operand* locals) {
  if (round_ == size_) return false;
  const bool map = range_.tag == Tag::kMap;
  key_ = map ? entries_[2 * round_] : Operand::Int(static_cast<std::int64_t>(round_));
  element_ = map ? entries_[2 * round_ + 1] : ListAt(range_, round_);
  ++round_;
  Operand* variable = locals + plan_->first_local;
  if (plan_->num_variables == 1) {
    *variable = map ? key_ : element_;
  } else {
    variable[0] = key_;
    variable[1] = element_;
  }
  return true;
}

bool Loop::Collect(const Operand& computed, Evaluation& evaluation) {
  switch (plan_->macro) {
    case Macro::kAll:
      return CollectLogic(computed, false, evaluation);
    case Macro::kExists:
      return CollectLogic(computed, true, evaluation);
    case Macro::kExistsOne:
      return CollectOne(computed, evaluation);
    case Macro::kFilter:
      return CollectFilter(computed, evaluation);
    default:
      return CollectValue(computed, evaluation);
  }
}

// A fault counts only if no other round is decisive.
bool Loop::CollectLogic(const Operand& computed, bool decisive, Evaluation& evaluation) {
  if (computed.tag != Tag::kBool) {
    if (!result_.is_fault()) result_ = FaultOfCondition(computed, evaluation);
    return false;
  }
  return computed.as.boolean == decisive && Decide(computed);
}

bool Loop::CollectOne(const Operand& computed, Evaluation& evaluation) {
  if (computed.tag != Tag::kBool) return Decide(FaultOfCondition(computed, evaluation));
  num_true_ += computed.as.boolean ? 1 : 0;
  return false;
}

bool Loop::CollectFilter(const Operand& computed, Evaluation& evaluation) {
  if (computed.tag != Tag::kBool) return Decide(FaultOfCondition(computed, evaluation));
  if (computed.as.boolean) Add(range_.tag == Tag::kMap ? key_ : element_, evaluation);
  return false;
}

bool Loop::CollectValue(const Operand& computed, Evaluation& evaluation) {
  if (computed.is_fault()) return Decide(computed);
  if (plan_->macro == Macro::kTransformMap) Add(key_, evaluation);
  Add(computed, evaluation);
  if (plan_->macro == Macro::kSortBy) {
    Add(range_.tag == Tag::kMap ? key_ : element_, evaluation);
  }
  return false;
}

bool Loop::Decide(const Operand& result) {
  result_ = result;
  decided_ = true;
  return true;
}

Operand Loop::Result(Evaluation& evaluation) {
  if (decided_) return result_;
  switch (plan_->macro) {
    case Macro::kAll:
    case Macro::kExists:
      return result_;
    case Macro::kExistsOne:
      return Operand::Bool(num_true_ == 1);
    case Macro::kTransformMap:
      return MakeMap(Items(), evaluation);
    case Macro::kSortBy:
      return SortByKeys(Items(), evaluation);
    default:
      return MakeList(Items(), evaluation.arena());
  }
}

void Loop::Add(const Operand& operand, Evaluation& evaluation) {
  if (num_items_ == capacity_) {
    const std::size_t exact = plan_->filtered ? kFirstCapacity : 2 * size_;
    capacity_ = capacity_ == 0 ? exact : 2 * capacity_;
    auto* grown = evaluation.arena().Array<Operand>(capacity_);
    std::copy_n(items_, num_items_, grown);
    items_ = grown;
  }
  items_[num_items_++] = operand;
}

}  // namespace dashflow::expression
