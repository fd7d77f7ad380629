// SPDX-License-Identifier: Apache-2.0
#include "host/engine/state/overlay.h"

#include "host/engine/state/by_channel.h"

namespace dashflow::engine {

Status OverlayWrites(Run& run, const TaskResult& result, StateBinding& binding) {
  std::vector<const channel::Write*> writes;
  for (const auto& write : result.writes) writes.push_back(&write);
  SortByChannel(writes);
  return ForEachChannel(writes, [&](channel::ChannelId id, auto of_channel) -> Status {
    channel::Slot slot = run.state.slots[id];
    DF_TRY(channel::Fold(run.workflow.channels[id], slot, of_channel));
    binding.Overlay(id, std::move(slot));
    return Ok();
  });
}

}  // namespace dashflow::engine
