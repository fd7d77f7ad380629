// SPDX-License-Identifier: Apache-2.0
#include "host/engine/state/overlay.h"

#include <algorithm>

namespace dashflow::engine {

Status OverlayWrites(Run& run, const TaskResult& result, StateBinding& binding) {
  std::vector<const channel::Write*> writes;
  for (const auto& write : result.writes) writes.push_back(&write);
  std::ranges::stable_sort(writes, {}, [](const channel::Write* write) { return write->channel; });
  for (std::size_t begin = 0, end = 0; begin < writes.size(); begin = end) {
    const channel::ChannelId id = writes[begin]->channel;
    while (end < writes.size() && writes[end]->channel == id) ++end;
    channel::Slot slot = run.state.slots[id];
    const auto folded =
        channel::Fold(run.workflow.channels[id], slot, {writes.data() + begin, end - begin});
    if (folded.has_error()) return folded.error();
    binding.Overlay(id, std::move(slot));
  }
  return Ok();
}

}  // namespace dashflow::engine
