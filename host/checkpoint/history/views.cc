// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/history/views.h"

#include <algorithm>
#include <map>

#include "host/value/builder.h"

namespace dashflow::checkpoint {
namespace {

// A log that an other workflow wrote may lack a name.
std::string NameAt(const std::vector<std::string>& names, std::size_t index,
                   std::string_view kind) {
  return index < names.size() ? names[index] : std::string(kind) + " " + std::to_string(index);
}

std::string ChannelName(const Snapshot& snapshot, std::size_t channel) {
  return NameAt(snapshot.names->channels, channel, "channel");
}

using Grouped = std::map<channel::ChannelId, std::vector<const channel::Write*>>;

// The writes of each channel, in their order.
Grouped ByChannel(const Snapshot& snapshot) {
  Grouped groups;
  for (const TaskSnapshot& task : snapshot.tasks) {
    if (!task.writes) continue;
    for (const channel::Write& write : *task.writes) groups[write.channel].push_back(&write);
  }
  return groups;
}

Value ValueOf(const std::vector<const channel::Write*>& writes) {
  if (writes.size() == 1) return writes.front()->value;
  ArrayBuilder each;
  for (const channel::Write* write : writes) each.Add(write->value);
  return Value::EmptyObject().Set("$writes", std::move(each).Build());
}

}  // namespace

Value ValuesOf(const State& state, const Names& names) {
  ObjectBuilder values;
  for (std::size_t i = 0; i < state.slots.size(); ++i) {
    const channel::Slot& slot = state.slots[i];
    if (slot.has) values.Add(NameAt(names.channels, i, "channel"), slot.value);
  }
  return std::move(values).Build();
}

Value ValuesOf(const Snapshot& snapshot) { return ValuesOf(snapshot.state, *snapshot.names); }

std::string NodeOf(const Snapshot& snapshot, const TaskPath& path) {
  return NameAt(snapshot.names->nodes, path.node, "node");
}

Value WritesValue(const Snapshot& snapshot, const std::vector<channel::Write>& writes) {
  Value object = Value::EmptyObject();
  Grouped groups;
  for (const channel::Write& write : writes) groups[write.channel].push_back(&write);
  for (const channel::Write& write : writes) {
    object = object.Set(ChannelName(snapshot, write.channel), ValueOf(groups[write.channel]));
  }
  return object;
}

std::vector<std::string> NextOf(const Snapshot& snapshot) {
  std::vector<std::string> next;
  for (const TaskSnapshot& task : snapshot.tasks) next.push_back(NodeOf(snapshot, task.path));
  return next;
}

std::vector<std::string> UnfinishedOf(const Snapshot& snapshot) {
  std::vector<std::string> next;
  for (const TaskSnapshot& task : snapshot.tasks) {
    if (!task.writes) next.push_back(NodeOf(snapshot, task.path));
  }
  return next;
}

Result<Snapshot> WithFinished(std::span<const channel::Channel> channels, Snapshot snapshot) {
  if (snapshot.state.slots.size() < channels.size()) snapshot.state.slots.resize(channels.size());
  for (const auto& [id, writes] : ByChannel(snapshot)) {
    if (id >= channels.size()) continue;
    const auto folded = channel::Fold(channels[id], snapshot.state.slots[id], writes);
    if (folded.has_error()) return folded.error();
  }
  const bool any =
      std::ranges::any_of(snapshot.tasks, [](const auto& task) { return !!task.writes; });
  for (channel::ChannelId id = 0; any && id < channels.size(); ++id) {
    if (channel::Expires(channels[id].keep)) snapshot.state.slots[id] = {};
  }
  return snapshot;
}

}  // namespace dashflow::checkpoint
