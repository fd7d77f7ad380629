// SPDX-License-Identifier: Apache-2.0
#include "host/engine/record/step_writes.h"

#include <algorithm>

namespace dashflow::engine {
namespace {

using channel::Channel;
using channel::Keep;
using channel::Write;
using checkpoint::Change;
using From = checkpoint::StoredWrite::From;

const Change* ChangeOf(const checkpoint::Entry& entry, channel::ChannelId channel) {
  const auto at = std::ranges::lower_bound(entry.changes, channel, {}, &Change::channel);
  return at != entry.changes.end() && at->channel == channel ? &*at : nullptr;
}

// Whether the channel's value is that of the one write that it takes.
bool TakesOne(const Channel& channel, const Write& write) {
  return channel.keep == Keep::kOne || channel.keep == Keep::kEphemeral ||
         (channel.reducer != nullptr && write.mode == channel::WriteMode::kOverwrite);
}

From InAppended(const Channel& channel) {
  return channel.reducer->takes_elements() ? From::kElement : From::kSlice;
}

From InTopic(const Write& write) { return write.value.is_array() ? From::kSlice : From::kElement; }

From Where(const Channel& channel, const Write& write, const Change* change) {
  if (change == nullptr) return From::kHere;
  if (change->how == Change::How::kAppend) return InAppended(channel);
  if (change->how == Change::How::kClear) return From::kHere;
  if (TakesOne(channel, write)) return From::kChange;
  return channel.keep == Keep::kTopic ? InTopic(write) : From::kHere;
}

void AddWrite(const graph::Workflow& workflow, const Write& write, checkpoint::Entry& entry) {
  checkpoint::StoredWrite& stored = entry.writes.emplace_back();
  stored.channel = write.channel;
  stored.mode = write.mode;
  stored.from = Where(workflow.channels[write.channel], write, ChangeOf(entry, write.channel));
  if (stored.from == From::kHere) stored.value = write.value;
  if (stored.from == From::kSlice) stored.count = write.value.size();
}

}  // namespace

void AddEnded(const graph::Workflow& workflow, std::span<const Task> tasks,
              checkpoint::Entry& entry) {
  for (const Task& task : tasks) {
    const std::size_t before = entry.writes.size();
    for (const Write& write : task.result.writes) {
      if (workflow.channels[write.channel].keep != Keep::kUntracked)
        AddWrite(workflow, write, entry);
    }
    entry.ended.push_back({task.path, entry.writes.size() - before});
  }
}

}  // namespace dashflow::engine
