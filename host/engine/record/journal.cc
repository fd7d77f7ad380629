// SPDX-License-Identifier: Apache-2.0
#include "host/engine/record/journal.h"

#include <algorithm>

#include "host/base/failpoint.h"
#include "host/engine/failure/on_failure.h"
#include "host/engine/record/step_writes.h"
#include "host/engine/run.h"
#include "host/engine/state/distinct.h"
#include "host/engine/task/cancel.h"
#include "host/value/builder.h"

namespace dashflow::engine {
namespace {

using checkpoint::Entry;
using checkpoint::EntryKind;

constexpr std::uint64_t kRewritten = UINT64_MAX;
constexpr std::size_t kSmallestSnapshot =
    16 * 1024;  // bytes of changes below which no new one is worth it
constexpr std::uint64_t kProgressEvery =
    50'000'000;  // ns of a superstep after which finished siblings are stored

Value Elements(const Value& list, std::uint64_t from) {
  ArrayBuilder added;
  added.Reserve(list.size() - from);
  for (std::uint64_t i = from; i < list.size(); ++i) added.Add(list.At(i));
  return std::move(added).Build();
}

// A drained run has cancelled the wait, which goes on after the next start.
bool Waits(const Run& run, const Task& task) {
  return task.due != WallTime() && (task.status == TaskStatus::kDelayed || Drains(run));
}

checkpoint::TaskProgress GivenTo(const Run& run, const Task& task) {
  checkpoint::TaskProgress progress;
  if (Waits(run, task)) {
    progress.attempts = task.attempts;
    progress.due = task.due;
  }
  progress.path = task.path;
  progress.answers = task.result.answers.empty() ? task.answers : task.result.answers;
  progress.inner_answers = task.inner_answers;
  if (!task.handled) return progress;
  progress.handler = task.acting;
  progress.failure = task.failure;
  return progress;
}

void AddEnd(const Run& run, Task& task, checkpoint::TaskProgress& progress) {
  progress.asked = task.result.asked;
  if (task.result.error) {
    progress.error_code = task.result.error->code();
    progress.error_message = task.result.error->message();
  }
  if (task.status != TaskStatus::kDone) return;
  task.stored = true;
  progress.finished = true;
  progress.writes = TrackedWrites(run.workflow, task.result.writes);
  progress.jumps = task.result.jumps;
  progress.sends = task.result.sends;
}

}  // namespace

void Journal::Attach(checkpoint::Store& store, const LogStart& start) {
  store_ = &store;
  memory_.used = true;
  parent_ = start.parent;
  newest_ = {start.parent, {}};
  if (start.head.seq != 0 && run_.announcer.listening()) FindNewest(start.head);
  previous_ = start.previous;
  space_ = start.space;
  source_ = start.source;
  seq_ = start.head.seq;
  replay_from_ = start.replay_from;
  checksum_ = start.before;
  packing_ = checkpoint::PackingFor(store);
  last_full_ = start.replay_from;
  carried_ = start.carried || start.replay_from == 0;
  const std::size_t count = run_.workflow.channels.size();
  memory_.is_dirty.assign(count, false);
  memory_.stored_size.assign(count, 0);
  for (std::size_t i = 0; i < count; ++i) {
    if (!Growing(i) || (start.head.seq == 0 && !start.carried)) continue;
    memory_.stored_size[i] = run_.state.slots[i].value.size();
    lists_ |= memory_.stored_size[i] > 0;
  }
  for (std::uint32_t join = 0; join < run_.state.joins.size(); ++join) {
    if (run_.state.joins[join] != 0) memory_.joins.push_back(join);
  }
}

// Where the store has trouble with it, the entry that the run goes on from stands for it.
void Journal::FindNewest(const checkpoint::Position& head) {
  const auto found = checkpoint::Loader(*store_).FindCheckpoint(head);
  newest_ = found.has_value() ? found.value() : checkpoint::Ancestry{head, {}};
}

bool Journal::Growing(channel::ChannelId channel) const {
  const channel::Channel& plan = run_.workflow.channels[channel];
  return plan.keep == channel::Keep::kTopicAll ||
         (plan.reducer != nullptr && plan.reducer->appends());
}

void Journal::MarkChanged(channel::ChannelId channel, bool rewritten) {
  if (rewritten && Growing(channel)) memory_.stored_size[channel] = kRewritten;
  if (memory_.is_dirty[channel]) return;
  memory_.is_dirty[channel] = true;
  memory_.dirty.push_back(channel);
}

Entry& Journal::NewEntry(EntryKind kind) {
  memory_.ClearEntry();
  memory_.entry.kind = kind;
  memory_.entry.epoch = record_.epoch;
  memory_.entry.event_seq = run_.announcer.seq();
  memory_.entry.step = run_.state.step;
  memory_.entry.beside = run_.state.beside;
  memory_.entry.time = run_.services.clock.Now();
  memory_.entry.version = run_.state.version;
  return memory_.entry;
}

void Journal::AddChange(Entry& entry, channel::ChannelId channel) {
  const channel::Slot& slot = run_.state.slots[channel];
  checkpoint::Change change;
  change.channel = channel;
  change.version = slot.version;
  change.value = slot.value;
  if (!slot.has) change.how = checkpoint::HowWithout(slot);
  if (slot.has && Growing(channel)) {
    const std::uint64_t stored = std::exchange(memory_.stored_size[channel], slot.value.size());
    lists_ = true;
    // A stream starts with its empty lists, so that it can be read without the workflow.
    if (stored == slot.value.size() && (stored > 0 || entry.kind != EntryKind::kBegin)) return;
    if (stored < slot.value.size()) {
      change.how = checkpoint::Change::How::kAppend;
      change.value = Elements(slot.value, stored);
    }
  }
  entry.changes.push_back(std::move(change));
}

void Journal::AddChanges(Entry& entry, bool full) {
  entry.full = full;
  if (full) {
    for (channel::ChannelId id = 0; id < run_.state.slots.size(); ++id) {
      const channel::Slot& slot = run_.state.slots[id];
      if (slot.has || slot.held || memory_.is_dirty[id]) Touch(id, false);
    }
  }
  if (memory_.dirty.size() > 1) std::ranges::sort(memory_.dirty);
  for (const channel::ChannelId id : memory_.dirty) {
    memory_.is_dirty[id] = false;
    if (run_.workflow.channels[id].keep != channel::Keep::kUntracked) AddChange(entry, id);
  }
  memory_.dirty.clear();
  entry.due = run_.state.due;
  if (!memory_.joins.empty()) AddJoins(entry);
  NoteDueTypes();
  AddNewTypes(entry);
  if (full) entry.types = run_.state.types;
}

void Journal::AddJoins(Entry& entry) {
  const std::vector<std::uint64_t>& seen = run_.state.joins;
  SortDistinct(memory_.joins);
  std::erase_if(memory_.joins, [&seen](std::uint32_t join) { return seen[join] == 0; });
  for (const std::uint32_t join : memory_.joins) entry.joins.emplace_back(join, seen[join]);
}

void Journal::AddFailing(Entry& entry) {
  entry.failing = FailingValue(run_);
  NoteType(*run_.workflow.on_failure);
  AddNewTypes(entry);
}

std::uint64_t Journal::ReplayFrom(bool full) const {
  if (lists_) return carried_ ? 0 : 1;
  return full ? seq_.load(std::memory_order_relaxed) + 1 : last_full_;
}

// The types that the state has in the versions that are installed need not be told again.
void Journal::StartTypes() {
  const TypeTable& installed = run_.program->types();
  memory_.is_noted.assign(installed.size(), false);
  for (const checkpoint::TypeVersionPtr& known : run_.state.types) {
    const std::uint32_t type = installed.Find(known->type);
    if (type != kNoType && installed.at(type)->version == known->version)
      memory_.is_noted[type] = true;
  }
}

void Journal::NoteType(graph::NodeId node) {
  const std::uint32_t type = run_.program->types().of(node);
  if (type == kNoType || memory_.is_noted[type]) return;
  memory_.is_noted[type] = true;
  checkpoint::NoteType(run_.program->types().at(type), run_.state.types);
  memory_.new_types.push_back(run_.program->types().at(type));
}

// Before any of the tasks runs, so that the store knows of each attempt which version made it.
void Journal::NoteDueTypes() {
  for (const checkpoint::DueTask& due : run_.state.due) NoteType(due.path.node);
}

// Handlers are not due.
void Journal::NoteActingTypes() {
  for (std::size_t i = 0; i < run_.task_count; ++i) NoteType(run_.tasks[i].node());
}

void Journal::AddNewTypes(Entry& entry) {
  entry.types.insert(entry.types.end(), memory_.new_types.begin(), memory_.new_types.end());
  memory_.new_types.clear();
}

bool Journal::Begin(const Value& input) {
  Entry& entry = NewEntry(EntryKind::kBegin);
  entry.run = run_.IdText();
  entry.parent = parent_;
  entry.previous = previous_;
  entry.source = source_;
  entry.input = input;
  entry.input_hidden =
      source_ == checkpoint::Source::kInput && run_.durability == graph::Durability::kExit;
  entry.names = run_.program->names();
  entry.passed_interrupt_before = run_.state.passed_interrupt_before;
  if (source_ == checkpoint::Source::kInput || !input.is_null()) run_.state.types.clear();
  StartTypes();
  AddChanges(entry, true);
  if (run_.task_count > 0)  // an update by hand, or a copy
    AddEnded(run_.workflow, {run_.tasks.data(), run_.task_count}, entry);
  DF_FAILPOINT("begin.before_commit");
  return SubmitFirst();
}

bool Journal::Takeover(const std::vector<checkpoint::TaskProgress>& answers,
                       bool passed_interrupt_before, bool changed) {
  Entry& entry = NewEntry(EntryKind::kTakeover);
  entry.run = run_.IdText();
  entry.progress = answers;
  entry.passed_interrupt_before = passed_interrupt_before;
  entry.changed = changed;
  StartTypes();
  if (OwesOnFailure(run_)) AddFailing(entry);
  NoteDueTypes();
  AddNewTypes(entry);
  if (changed) AddChanges(entry, false);
  DF_FAILPOINT("takeover.before_commit");
  return SubmitFirst();
}

bool Journal::CommitStep() {
  const bool ends = run_.ending.has_value();
  if (!ends && run_.durability == graph::Durability::kExit) {
    NoteActingTypes();
    NoteDueTypes();
    return true;
  }
  const bool full = bytes_since_full_ > std::max(2 * full_bytes_, kSmallestSnapshot);
  Entry& entry = NewEntry(EntryKind::kStep);
  AddChanges(entry, full);
  // In `exit` mode an entry holds the changes of many supersteps.
  if (run_.durability != graph::Durability::kExit)
    AddEnded(run_.workflow, {run_.tasks.data(), run_.task_count}, entry);
  DF_FAILPOINT("step.before_commit");
  return ends ? SubmitLast() : SubmitEntry();
}

bool Journal::Suspend() {
  if (!enabled()) return true;
  // In `exit` mode the log does not know this superstep's state yet.
  if (!memory_.dirty.empty()) {
    AddChanges(NewEntry(EntryKind::kStep), false);
    SubmitEntry();
  }
  Entry& entry = NewEntry(EntryKind::kPending);
  entry.progress = NewProgress();
  NoteActingTypes();
  AddNewTypes(entry);
  DF_FAILPOINT("suspend.before_commit");
  return SubmitLast();
}

void Journal::KeepProgress() {
  if (enabled() && memory_.entry.kind == EntryKind::kPending) ApplyEntry(memory_.entry, run_.state);
}

bool Journal::OnFailure(bool changed) {
  if (!enabled()) return true;
  NoteType(*run_.workflow.on_failure);
  if (changed) {
    Entry& entry = NewEntry(EntryKind::kStep);
    entry.failing = FailingValue(run_);
    AddChanges(entry, false);
    if (run_.durability != graph::Durability::kExit)
      AddEnded(run_.workflow, {run_.tasks.data(), run_.task_count}, entry);
    CommitJob& job = IdleJob();
    AddEntry(job);
    Submit(job);
  }
  Entry& entry = NewEntry(EntryKind::kPending);
  entry.progress = run_.state.progress;
  AddNewTypes(entry);
  DF_FAILPOINT("on_failure.before_commit");
  return SubmitLast();
}

void Journal::Progress() {
  if (!enabled() || run_.durability == graph::Durability::kExit) return;
  const std::int64_t now = run_.services.clock.Mono().time_since_epoch().count();
  if (last_progress_ns_ == 0) last_progress_ns_ = now;
  if (static_cast<std::uint64_t>(now - last_progress_ns_) < kProgressEvery) return;
  last_progress_ns_ = now;
  StoreProgress();
}

void Journal::HandedOver() {
  if (enabled() && run_.durability != graph::Durability::kExit) StoreProgress();
}

void Journal::StoreProgress() {
  Entry& entry = NewEntry(EntryKind::kPending);
  entry.progress = NewProgress();
  if (entry.progress.empty()) return;
  NoteActingTypes();
  AddNewTypes(entry);
  DF_FAILPOINT("progress.before_commit");
  SubmitEntry();
}

std::vector<checkpoint::TaskProgress> Journal::NewProgress() {
  std::vector<checkpoint::TaskProgress> all;
  for (std::size_t i = 0; i < run_.task_count; ++i) {
    Task& task = run_.tasks[i];
    const bool ended = task.status >= TaskStatus::kDone;
    const bool handed_over = task.handled && !std::exchange(task.handling_stored, task.handled);
    const bool delayed = Waits(run_, task) && !std::exchange(task.due_stored, true);
    if (task.stored || task.status == TaskStatus::kLeft) continue;
    if (!ended && !handed_over && !delayed) continue;
    all.push_back(GivenTo(run_, task));
    if (ended) AddEnd(run_, task, all.back());  // else its result is its own yet
  }
  return all;
}

}  // namespace dashflow::engine
