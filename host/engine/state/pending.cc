// SPDX-License-Identifier: Apache-2.0
#include "host/engine/state/pending.h"

#include "host/engine/state/by_channel.h"

namespace dashflow::engine {
namespace {

using Writes = std::vector<const channel::Write*>;

Writes EndedWrites(const Run& run) {
  Writes writes;
  for (std::size_t i = 0; i < run.task_count; ++i) {
    const Task& task = run.tasks[i];
    if (task.status != TaskStatus::kDone) continue;
    for (const auto& write : task.result.writes) writes.push_back(&write);
  }
  SortByChannel(writes);
  return writes;
}

}  // namespace

Status ShowPending(Run& run) {
  return ForEachChannel(EndedWrites(run), [&run](channel::ChannelId id, auto writes) -> Status {
    channel::Slot slot = run.state.slots[id];
    const auto folded = channel::Fold(run.workflow.channels[id], slot, writes);
    if (folded.has_value()) return run.shown.emplace_back(id, std::move(slot)), Ok();
    return folded.error().code() == "concurrent_write" ? Status(folded.error()) : Ok();
  });
}

}  // namespace dashflow::engine
