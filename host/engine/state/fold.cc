// SPDX-License-Identifier: Apache-2.0
#include "host/engine/state/fold.h"

#include <algorithm>
#include <span>

#include "host/engine/state/by_channel.h"
#include "host/engine/state/route.h"
#include "host/engine/state/undo.h"

namespace dashflow::engine {
namespace {

using channel::ChannelId;
using channel::Write;

// The writes of all tasks, grouped by channel, in task order inside a group.
std::span<const Write* const> Grouped(Run& run) {
  std::vector<const Write*>& writes = run.memory.writes;
  writes.clear();
  for (std::size_t i = 0; i < run.task_count; ++i) {
    for (const Write& write : run.tasks[i].result.writes) writes.push_back(&write);
  }
  SortByChannel(writes);
  return writes;
}

// Null = the channel's reducer needs none.
channel::Memo* MemoOf(Run& run, ChannelId id) {
  if (!run.program->remembers(id)) return nullptr;
  auto& memos = run.memory.memos;
  if (memos.empty()) memos.resize(run.workflow.channels.size());
  if (memos[id] == nullptr) memos[id] = run.workflow.channels[id].reducer->NewMemo();
  return memos[id].get();
}

bool Overwrites(const Write* write) { return write->mode == channel::WriteMode::kOverwrite; }

std::span<const Write* const> GroupedInput(Run& run, const std::vector<Write>& writes) {
  std::vector<const Write*>& grouped = run.memory.writes;
  grouped.clear();
  for (const Write& write : writes) grouped.push_back(&write);
  SortByChannel(grouped);
  return grouped;
}

Status FoldChannel(Run& run, Undo& undo, ChannelId id, std::span<const Write* const> writes) {
  undo.Remember(id);
  channel::Slot& slot = run.state.slots[id];
  channel::Memo* const memo = MemoOf(run, id);
  const auto changed = channel::Fold(run.workflow.channels[id], slot, writes, memo);
  if (changed.has_error()) return changed.error();
  if (!changed.value()) return Ok();
  slot.version = run.state.version + 1;
  const bool rewritten = memo != nullptr && memo->TakeRewritten();
  run.memory.touched.emplace_back(id, rewritten || std::ranges::any_of(writes, Overwrites));
  return Ok();
}

Status FoldGroups(Run& run, Undo& undo, std::span<const Write* const> writes) {
  run.memory.touched.clear();
  return ForEachChannel(writes, [&](ChannelId id, auto of_channel) {
    return FoldChannel(run, undo, id, of_channel);
  });
}

// Values that live for one superstep go, unless they were written again.
Status Expire(Run& run, Undo& undo, std::span<const Write* const> writes) {
  for (const ChannelId id : run.program->expiring()) {
    const auto written = [id](const Write* write) { return write->channel == id; };
    if (std::ranges::any_of(writes, written)) continue;
    DF_TRY(FoldChannel(run, undo, id, {}));
  }
  return Ok();
}

void TakeChanges(Run& run, Undo& undo) {
  undo.Keep();
  if (!run.memory.touched.empty()) ++run.state.version;
  for (const auto& [channel, rewritten] : run.memory.touched) run.journal.Touch(channel, rewritten);
}

// Only what was deferred to the end is due, if anything.
bool IsFinishing(const Run& run) {
  return std::ranges::all_of(run.state.due, [&run](const checkpoint::DueTask& due) {
    return due.path.index == checkpoint::TaskPath::kPull &&
           run.workflow.nodes[due.path.node].deferral != graph::kNotDeferred;
  });
}

void FinishChannels(Run& run) {
  if (!IsFinishing(run)) return;
  bool changed = false;
  for (const ChannelId id : run.program->holding()) {
    channel::Slot& slot = run.state.slots[id];
    if (!channel::Finish(slot)) continue;
    slot.version = run.state.version + 1;
    run.journal.Touch(id, false);
    changed = true;
  }
  if (changed) ++run.state.version;
}

void Advance(Run& run, Undo& undo, Frontier& frontier) {
  TakeChanges(run, undo);
  InstallFrontier(run, frontier);
  if (!run.program->holding().empty()) FinishChannels(run);
  if (!run.state.progress.empty()) run.state.progress.clear();
  run.state.passed_interrupt_before = false;
  ++run.state.step;
}

}  // namespace

Status FoldAndRoute(Run& run) {
  Undo undo(run.state, run.memory.before);
  Frontier& frontier = run.memory.frontier;
  frontier.Clear();
  const std::span<const Write* const> writes = Grouped(run);
  // An edge sees the state before the superstep and its own node's writes; of a lone task that is
  // the state after it.
  if (run.task_count > 1) DF_TRY(RouteSiblings(run, frontier));
  DF_TRY(FoldGroups(run, undo, writes));
  DF_TRY(Expire(run, undo, writes));
  if (run.task_count == 1) DF_TRY(RouteAlone(run, frontier));
  DF_TRY(RouteGathers(run, frontier));
  Advance(run, undo, frontier);
  return Ok();
}

Status FoldBeside(Run& run) {
  Undo undo(run.state, run.memory.before);
  DF_TRY(FoldGroups(run, undo, Grouped(run)));
  TakeChanges(run, undo);
  ++run.state.step;
  ++run.state.beside;
  return Ok();
}

Status FoldBetween(Run& run, const std::vector<Write>& writes) {
  Undo undo(run.state, run.memory.before);
  DF_TRY(FoldGroups(run, undo, GroupedInput(run, writes)));
  TakeChanges(run, undo);
  return Ok();
}

Status FoldInput(Run& run, const std::vector<Write>& writes) {
  Undo undo(run.state, run.memory.before);
  Frontier& frontier = run.memory.frontier;
  frontier.Clear();
  const std::span<const Write* const> grouped = GroupedInput(run, writes);
  DF_TRY(FoldGroups(run, undo, grouped));
  DF_TRY(Expire(run, undo, grouped));
  DF_TRY(RouteStart(run, frontier));
  DF_TRY(RouteGathers(run, frontier));
  Advance(run, undo, frontier);
  return Ok();
}

}  // namespace dashflow::engine
