// SPDX-License-Identifier: Apache-2.0
#include "host/engine/state/binding.h"

#include "host/engine/run.h"
#include "host/engine/task/identity.h"
#include "host/expression/expression.h"

namespace dashflow::engine {

const Value* StateBinding::Get(std::uint32_t slot) const {
  return slot < run_.state.slots.size() ? Channel(slot) : Root(slot);
}

const Value* StateBinding::Channel(std::uint32_t channel) const {
  for (const auto& [id, slot] : overlay_) {
    if (id == channel) return slot.has ? &slot.value : nullptr;
  }
  const channel::Slot& slot = run_.state.slots[channel];
  return slot.has ? &slot.value : nullptr;
}

const Value* StateBinding::Root(std::uint32_t root) const {
  switch (root) {
    case graph::kParamsRoot:
      return &run_.workflow.params;
    case graph::kRunRoot:
      return &run_.RunFacts();
    case graph::kThreadRoot:
      return &run_.ThreadFacts();
    case graph::kTaskRoot:
      return task_ == nullptr ? nullptr : &TaskFacts();
    case graph::kRemainingStepsRoot:
      remaining_ = run_.RemainingSteps();
      return &remaining_;
    case graph::kIsLastStepRoot:
      last_ = run_.RemainingSteps() == 1;
      return &last_;
    case graph::kItemRoot:
      return item_;
    case graph::kIndexRoot:
      return index_;
    case graph::kOutRoot:
      return out_;
    case graph::kErrorRoot:
      return task_ == nullptr || task_->failure.is_null() ? nullptr : &task_->failure;
    default:
      return nullptr;
  }
}

const Value& StateBinding::TaskFacts() const {
  if (task_facts_.is_null()) {
    const std::string path = PathText(run_.workflow, task_->path, task_->node());
    task_facts_ = Value::EmptyObject().Set("key", IdempotencyKey(run_.SteadyIdentity(path), 0));
  }
  return task_facts_;
}

Result<Value> Evaluate(const graph::Source& source, const StateBinding& binding) {
  switch (source.from) {
    case graph::Source::From::kChannel:
    case graph::Source::From::kHolding: {
      const Value* value = binding.Get(source.channel);
      return value == nullptr ? Value() : *value;
    }
    case graph::Source::From::kValue:
      return source.value;
    case graph::Source::From::kExpression:
      return source.expression->Evaluate(binding);
    case graph::Source::From::kAbsent:
      break;
  }
  return Value();
}

}  // namespace dashflow::engine
