// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "host/checkpoint/entry.h"

namespace dashflow::checkpoint {
namespace {

void ApplyChange(const Change& change, State& state) {
  if (change.channel >= state.slots.size()) state.slots.resize(change.channel + 1);
  channel::Slot& slot = state.slots[change.channel];
  slot.version = change.version;
  slot.held = change.how == Change::How::kHold;
  slot.has = change.how != Change::How::kClear && !slot.held;
  if (change.how == Change::How::kAppend) {
    slot.value = slot.value.is_array() ? std::move(slot.value).Concat(change.value) : change.value;
  } else {
    slot.value = change.value;
  }
}

void ApplyJoins(const Entry& entry, State& state) {
  std::ranges::fill(state.joins, 0);
  for (const auto& [join, seen] : entry.joins) {
    if (join >= state.joins.size()) state.joins.resize(join + 1);
    state.joins[join] = seen;
  }
}

void NotePassed(const Entry& entry, State& state) {
  if (!entry.passed_interrupt_before) return;
  state.passed_interrupt_before = true;
  state.passed_epoch = entry.epoch;
}

void ApplyState(const Entry& entry, State& state) {
  state.version = entry.version;
  for (const auto& change : entry.changes) ApplyChange(change, state);
  state.due = entry.due;
  ApplyJoins(entry, state);
}

void ApplyStep(const Entry& entry, State& state) {
  state.step = entry.step;
  state.beside = entry.beside;
  ApplyState(entry, state);
  state.progress.clear();
  state.failing = entry.failing;
  state.passed_interrupt_before = false;
  NotePassed(entry, state);
  if (entry.kind == EntryKind::kBegin) state.progress = entry.progress;
}

// Later news of a task replaces earlier, but keeps the answers that it has. A handler in its place
// was given none of them.
void MergeProgress(const TaskProgress& news, State& state) {
  const auto at = std::ranges::lower_bound(state.progress, news.path, {}, &TaskProgress::path);
  if (at == state.progress.end() || at->path != news.path) {
    state.progress.insert(at, news);
    return;
  }
  const bool same = at->node() == news.node();
  TaskProgress before = std::move(*at);
  *at = news;
  if (!same) return;
  if (news.answers.size() < before.answers.size()) at->answers = std::move(before.answers);
  if (news.inner_answers.size() < before.inner_answers.size())
    at->inner_answers = std::move(before.inner_answers);
}

}  // namespace

void ApplyEntry(const Entry& entry, State& state) {
  if (entry.kind == EntryKind::kBegin) state.types.clear();
  for (const TypeVersionPtr& type : entry.types) NoteType(type, state.types);
  if (entry.kind == EntryKind::kBegin || entry.kind == EntryKind::kStep)
    return ApplyStep(entry, state);
  if (entry.changed) ApplyState(entry, state);
  for (const auto& progress : entry.progress) MergeProgress(progress, state);
  NotePassed(entry, state);
  state.failing = entry.failing;
}

}  // namespace dashflow::checkpoint
