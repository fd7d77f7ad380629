// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/history/branch.h"

#include <algorithm>

#include "host/checkpoint/history/ended_writes.h"
#include "host/checkpoint/history/history.h"
#include "host/checkpoint/loader.h"

namespace dashflow::checkpoint {
namespace {

Origin OriginOf(Source source) {
  if (source == Source::kUpdate) return Origin::kUpdate;
  return source == Source::kFork ? Origin::kFork : Origin::kLoop;
}

std::vector<TaskSnapshot> TasksOf(const State& state) {
  std::vector<TaskSnapshot> tasks;
  for (const DueTask& due : state.due) tasks.emplace_back().path = due.path;
  return tasks;
}

TaskSnapshot* FindTask(Snapshot& snapshot, const TaskPath& path) {
  const auto at = std::ranges::find(snapshot.tasks, path, &TaskSnapshot::path);
  return at == snapshot.tasks.end() ? nullptr : &*at;
}

// Where a branch left an older one.
struct Root {
  State state;
  Position parent;  // a checkpoint; stream 0 = none
};

// A store need not take a read inside another: the older branch is read before.
Result<Root> FindRoot(Store& store, std::uint64_t stream, const State& initial) {
  DF_ASSIGN(const Position parent, Loader(store).ParentOf(stream));
  Position stored = parent;  // the checkpoint of an input has the state of the one before it
  while (stored.stream != 0 && stored.seq == 0) {
    DF_ASSIGN(stored, Loader(store).ParentOf(stored.stream));
  }
  if (stored.stream == 0) return Root{initial, parent};
  DF_ASSIGN(auto loaded, Loader(store).Load(stored));
  loaded.state.progress.clear();
  if (parent.seq == 0) return Root{std::move(loaded.state), parent};
  DF_ASSIGN(const Position checkpoint, CheckpointOf(store, parent));
  return Root{std::move(loaded.state), checkpoint};
}

// The supersteps of a run of durability `exit` are stored as one, so that their tasks are not
// known.
bool IsEndOfMany(const Entry& entry) {
  return entry.kind == EntryKind::kStep && entry.ended.empty();
}

Error Headless(const Position& position) {
  return Error("store_damaged", "a branch does not begin with its first entry")
      .Operation("read history")
      .Resource("checkpoint " + ToText(position));
}

void NoteHandled(const Value& failure, TaskSnapshot& task) {
  task.handled = true;
  if (const Value* code = failure.Find("code"); code != nullptr && code->is_string())
    task.error_code = code->as_text();
  if (const Value* message = failure.Find("message"); message != nullptr && message->is_string())
    task.error_message = message->as_text();
}

// Reads a branch forward: each entry either makes a checkpoint or adds to the last one.
class BranchReader {
 public:
  BranchReader(std::uint64_t stream, Root root)
      : stream_(stream), state_(std::move(root.state)), parent_(root.parent) {}

  Status Take(const Position& position, const Entry& entry) {
    if (entry.kind == EntryKind::kBegin) DF_TRY(Begin(entry));
    if (names_ == nullptr) return Headless(position);
    if (entry.kind == EntryKind::kTakeover) begun_ = 0;
    if (entry.kind == EntryKind::kStep) DF_TRY(End(entry));
    if (IsEndOfMany(entry)) DropBegun();
    ApplyEntry(entry, state_);
    const bool ends = entry.kind == EntryKind::kBegin || entry.kind == EntryKind::kStep;
    if (ends) Add(position, entry);
    if (entry.changed) Change(entry);
    for (const TaskProgress& progress : entry.progress) Note(progress);
    return Ok();
  }

  Branch branch;

 private:
  Status Begin(const Entry& entry) {
    names_ = entry.names;
    const bool has_input =
        entry.source == Source::kInput || (entry.source == Source::kFork && !entry.input.is_null());
    const bool shows_input = has_input && !entry.input_hidden;
    begun_ = shows_input ? 2 : 1;
    branch.previous = entry.previous;
    if (shows_input) AddInput(entry);
    const bool stands_alone = entry.replay_from != 0;
    if (stands_alone) state_ = {};
    if (entry.source != Source::kUpdate) return Ok();
    DF_ASSIGN(branch.update, WritesOfEnded(entry));
    return Ok();
  }

  // What a run of durability `exit` began with is no checkpoint once its end is stored.
  void DropBegun() {
    if (begun_ == 0) return;
    auto& all = branch.snapshots;
    parent_ = all[all.size() - begun_].parent;
    all.resize(all.size() - begun_);
    begun_ = 0;
  }

  // The tasks of the last checkpoint have ended.
  Status End(const Entry& entry) {
    DF_ASSIGN(auto ended, WritesOfEnded(entry));
    for (TaskWrites& writes : ended) {
      TaskSnapshot* task = FindTask(branch.snapshots.back(), writes.path);
      auto& updated = branch.snapshots.back().updated;
      if (task != nullptr) {
        task->writes = std::move(writes.writes);
      } else {
        updated.insert(updated.end(), writes.writes.begin(), writes.writes.end());
      }
    }
    return Ok();
  }

  // The checkpoint shows the state that a run changed before it went on.
  void Change(const Entry& entry) {
    Snapshot& snapshot = branch.snapshots.back();
    if (!snapshot.unchanged) snapshot.unchanged = std::move(snapshot.state.slots);
    snapshot.state.slots = state_.slots;
    for (const checkpoint::Change& change : entry.changes)
      snapshot.updated.push_back({change.channel, channel::WriteMode::kReduce, change.value});
  }

  void Note(const TaskProgress& progress) {
    TaskSnapshot* task = FindTask(branch.snapshots.back(), progress.path);
    if (task == nullptr) return;
    if (!progress.asked.empty()) task->asked = progress.asked;
    if (!progress.answers.empty()) task->answers = progress.answers;
    if (!progress.inner_answers.empty()) task->inner_answers = progress.inner_answers;
    if (!progress.error_code.empty()) {
      task->error_code = progress.error_code;
      task->error_message = progress.error_message;
    }
    if (!progress.failure.is_null()) NoteHandled(progress.failure, *task);
    if (progress.finished) {
      task->writes = progress.writes;
    } else if (!task->answers.empty() && !task->writes) {
      task->writes.emplace();
    }
  }

  void AddInput(const Entry& entry) {
    Snapshot& input = New({stream_, 0}, entry);
    input.origin = entry.source == Source::kFork ? Origin::kFork : Origin::kInput;
    input.input = entry.input;
    input.state = state_;
    input.state.step = entry.step - 1;
    input.state.due.clear();
    parent_ = input.position;
  }

  void Add(const Position& position, const Entry& entry) {
    Snapshot& snapshot = New(position, entry);
    const bool by_itself = entry.kind == EntryKind::kBegin && entry.input.is_null();
    snapshot.origin = by_itself ? OriginOf(entry.source) : Origin::kLoop;
    snapshot.checksum = entry.checksum;
    snapshot.state = state_;
    snapshot.state.progress.clear();
    snapshot.tasks = TasksOf(state_);
    for (const EndedTask& ended : entry.ended) snapshot.made_by.push_back(ended.path);
    parent_ = position;
  }

  Snapshot& New(const Position& position, const Entry& entry) {
    Snapshot& snapshot = branch.snapshots.emplace_back();
    snapshot.position = position;
    snapshot.parent = parent_;
    snapshot.time = entry.time;
    snapshot.run = entry.run;
    snapshot.names = names_;
    return snapshot;
  }

  const std::uint64_t stream_;
  State state_;
  Position parent_;        // of the next checkpoint
  std::size_t begun_ = 0;  // checkpoints of the branch's beginning, until another run goes on
  std::shared_ptr<const Names> names_;
};

}  // namespace

Result<Branch> ReadBranch(Store& store, std::uint64_t stream, std::uint64_t last,
                          const State& initial) {
  DF_ASSIGN(auto root, FindRoot(store, stream, initial));
  BranchReader reader(stream, std::move(root));
  Status failure = Ok();
  DF_TRY(Loader(store).VisitForwards({stream, last}, [&](const Position& at, const Entry& entry) {
    failure = reader.Take(at, entry);
    return failure.has_value();
  }));
  if (failure.has_error()) return failure.error();
  return std::move(reader.branch);
}

}  // namespace dashflow::checkpoint
