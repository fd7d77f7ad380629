// SPDX-License-Identifier: Apache-2.0
#include "host/engine/state/pending.h"

#include <algorithm>

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
  std::ranges::stable_sort(writes, {}, [](const channel::Write* write) { return write->channel; });
  return writes;
}

}  // namespace

void ShowPending(Run& run) {
  const Writes writes = EndedWrites(run);
  for (std::size_t begin = 0, end = 0; begin < writes.size(); begin = end) {
    const channel::ChannelId id = writes[begin]->channel;
    while (end < writes.size() && writes[end]->channel == id) ++end;
    channel::Slot slot = run.state.slots[id];
    const auto folded =
        channel::Fold(run.workflow.channels[id], slot, {writes.data() + begin, end - begin});
    if (folded.has_value()) run.shown.emplace_back(id, std::move(slot));
  }
}

}  // namespace dashflow::engine
