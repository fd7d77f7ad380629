// SPDX-License-Identifier: Apache-2.0
#include "host/engine/move/moved_state.h"

#include <utility>

#include "host/engine/move/moved_barriers.h"
#include "host/engine/move/moved_tasks.h"
#include "host/engine/move/refusal.h"
#include "host/engine/start/opening.h"

namespace dashflow::engine {
namespace {

using channel::Channel;
using channel::ChannelId;
using channel::Slot;

// A topic is a list whatever its writes are.
Status Fits(const Channel& channel, const Slot& slot) {
  if (!slot.has && !slot.held) return Ok();
  const bool topic =
      channel.keep == channel::Keep::kTopic || channel.keep == channel::Keep::kTopicAll;
  if (topic && slot.value.is_array()) return Ok();
  const Status status =
      channel::CheckWrite(channel, {0, channel::WriteMode::kOverwrite, slot.value});
  if (status.has_value()) return Ok();
  return Refused("channel '" + channel.name +
                     "' does not take the value that the thread has: " + status.error().message(),
                 "drop it and give it a new value under defaults:, or change it first with "
                 "`dashflow threads update`");
}

Slot DefaultSlot(const Channel& channel, const Value& value, std::uint64_t version) {
  const bool empty = value.is_null() && channel.schema.Check(value).has_error();
  return {.value = value, .version = version, .has = !empty};
}

Status MoveSlots(const graph::Migration& migration, const checkpoint::State& before,
                 checkpoint::State& after) {
  FillDefaults(*migration.to, after);
  for (ChannelId id = 0; id < migration.channels.size(); ++id) {
    const ChannelId found = migration.channels[id];
    if (found == graph::kNoChannel) continue;
    Slot slot = id < before.slots.size() ? before.slots[id] : Slot{};
    if (migration.retyped[id]) DF_TRY(Fits(migration.to->channels[found], slot));
    after.slots[found] = std::move(slot);
  }
  for (const auto& [id, value] : migration.defaults)
    after.slots[id] = DefaultSlot(migration.to->channels[id], value, before.version);
  return Ok();
}

}  // namespace

Result<checkpoint::State> MovedState(const graph::Migration& migration,
                                     const checkpoint::State& before) {
  checkpoint::State after;
  after.step = before.step;
  after.beside = before.beside;
  after.version = before.version;
  after.passed_interrupt_before = before.passed_interrupt_before;
  after.passed_epoch = before.passed_epoch;
  after.failing = before.failing;
  after.types = before.types;
  DF_TRY(MoveSlots(migration, before, after));
  DF_TRY(MoveTasks(migration, before, after));
  MoveBarriers(migration, before, after);
  if (after.due.empty() && !before.due.empty()) return Stranded(migration, before);
  return after;
}

}  // namespace dashflow::engine
