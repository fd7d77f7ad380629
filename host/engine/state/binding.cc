// SPDX-License-Identifier: Apache-2.0
#include "host/engine/state/binding.h"

#include "host/engine/run.h"

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
    case graph::kItemRoot:
      return item_;
    case graph::kIndexRoot:
      return index_;
    default:
      return nullptr;
  }
}

}  // namespace dashflow::engine
