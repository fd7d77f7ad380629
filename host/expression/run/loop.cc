// SPDX-License-Identifier: Apache-2.0
#include "host/expression/run/loop.h"

#include <algorithm>

#include "host/expression/operand/containers.h"
#include "host/expression/operand/sort.h"

namespace dashflow::expression {
namespace {

constexpr std::size_t kFirstCapacity = 8;

// all() and exists() know the answer of no rounds.
Operand ResultOfNone(Macro macro) { return Operand::Bool(macro == Macro::kAll); }

}  // namespace

Operand FaultOfCondition(const Operand& operand, Evaluation& evaluation) {
  if (operand.is_fault()) return operand;
  return evaluation.Fail("no_overload",
                         {"true or false is needed here, this is ", TagName(operand.tag)});
}

Loop::Loop(const LoopPlan& plan, const Operand& range, Operand* locals, Evaluation& evaluation)
    : plan_(&plan),
      variables_(locals + plan.first_local),
      range_(range),
      result_(ResultOfNone(plan.macro)) {
  if (range.tag == Tag::kMap) entries_ = MapEntries(range, evaluation.arena());
  size_ = range.tag == Tag::kMap ? MapSize(range) : ListSize(range);
}

// A single variable is the element of a list, but the key of a map.
bool Loop::Next() {
  if (round_ == size_) return false;
  const std::size_t round = round_++;
  const bool map = range_.tag == Tag::kMap;
  Operand& last = variables_[plan_->num_variables - 1];
  if (plan_->num_variables == 2) {
    variables_[0] = map ? entries_[2 * round] : Operand::Int(static_cast<std::int64_t>(round));
    last = map ? entries_[2 * round + 1] : ListAt(range_, round);
  } else {
    last = map ? entries_[2 * round] : ListAt(range_, round);
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
  return computed.boolean() == decisive && Decide(computed);
}

bool Loop::CollectOne(const Operand& computed, Evaluation& evaluation) {
  if (computed.tag != Tag::kBool) return Decide(FaultOfCondition(computed, evaluation));
  num_true_ += computed.boolean() ? 1 : 0;
  return false;
}

bool Loop::CollectFilter(const Operand& computed, Evaluation& evaluation) {
  if (computed.tag != Tag::kBool) return Decide(FaultOfCondition(computed, evaluation));
  if (computed.boolean()) Add(variables_[0], evaluation);
  return false;
}

bool Loop::CollectValue(const Operand& computed, Evaluation& evaluation) {
  if (computed.is_fault()) return Decide(computed);
  if (plan_->macro == Macro::kTransformMap) Add(variables_[0], evaluation);
  Add(computed, evaluation);
  if (plan_->macro == Macro::kSortBy) Add(variables_[0], evaluation);
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
