// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/history/history.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "host/checkpoint/history/branch.h"
#include "host/checkpoint/loader.h"

namespace dashflow::checkpoint {
namespace {

constexpr std::uint64_t kLastSeq = INT64_MAX;

struct Update {
  Position before;
  std::vector<TaskWrites> writes;
};

// The n-th task of a node; what was sent comes before the node's own.
TaskSnapshot* FindTask(Snapshot& snapshot, std::uint32_t node, std::size_t n) {
  TaskSnapshot* own = nullptr;
  for (TaskSnapshot& task : snapshot.tasks) {
    if (task.path.node != node) continue;
    if (task.path.index == TaskPath::kPull) {
      own = &task;
    } else if (n-- == 0) {
      return &task;
    }
  }
  return n == 0 ? own : nullptr;
}

// As results of the tasks that were due, unless those have some.
void ShowUpdate(const Update& update, Snapshot& snapshot) {
  if (snapshot.position != update.before) return;
  std::map<std::uint32_t, std::size_t> counts;
  for (const TaskWrites& written : update.writes) {
    const std::uint32_t node = written.path.node;
    TaskSnapshot* task = FindTask(snapshot, node, counts[node]++);
    if (task != nullptr && !task->writes) task->writes = written.writes;
    if (task != nullptr) continue;
    snapshot.updated.insert(snapshot.updated.end(), written.writes.begin(), written.writes.end());
  }
}

}  // namespace

std::string_view OriginName(Origin origin) {
  switch (origin) {
    case Origin::kInput:
      return "input";
    case Origin::kLoop:
      return "loop";
    case Origin::kUpdate:
      return "update";
    case Origin::kFork:
      return "fork";
  }
  return "loop";
}

History::History(Store& store, const ThreadRecord& record, State initial)
    : History(store, record.id, record.stream, std::move(initial)) {}

History::History(Store& store, std::string thread, std::uint64_t stream, State initial)
    : store_(store), stream_(stream), thread_(std::move(thread)), initial_(std::move(initial)) {}

Status History::Visit(const Visitor& take) const {
  std::vector<Update> updates;
  for (std::uint64_t stream = stream_; stream != 0;) {
    DF_ASSIGN(Branch branch, ReadBranch(store_, stream, kLastSeq, initial_));
    for (auto at = branch.snapshots.rbegin(); at != branch.snapshots.rend(); ++at) {
      for (const Update& update : updates) ShowUpdate(update, *at);
      if (!take(*at)) return Ok();
    }
    if (!branch.update.empty())
      updates.push_back({branch.snapshots.front().parent, std::move(branch.update)});
    stream = branch.previous;
  }
  return Ok();
}

Result<Snapshot> History::Head() const {
  std::optional<Snapshot> head;
  DF_TRY(Visit([&head](const Snapshot& snapshot) {
    head = snapshot;
    return false;
  }));
  if (!head) return Error("thread_empty", "the thread has no checkpoint");
  return *std::move(head);
}

Result<Snapshot> History::At(const Position& position) const {
  std::optional<Snapshot> found;
  DF_TRY(Visit([&](const Snapshot& snapshot) {
    if (snapshot.position == position) found = snapshot;
    return !found;
  }));
  if (found) return *std::move(found);
  return Error("checkpoint_not_found",
               "thread " + thread_ + " has no checkpoint " + ToText(position))
      .Operation("find checkpoint")
      .Resource(ToText(position));
}

Result<Position> CheckpointOf(Store& store, const Position& entry) {
  Position found = entry;
  bool is_there = entry.seq == 0;
  DF_TRY(Loader(store).VisitBackwards(entry, [&](const Position& at, const Entry& each) {
    is_there = is_there || at == entry;
    found = at;
    return is_there && each.kind != EntryKind::kBegin && each.kind != EntryKind::kStep;
  }));
  if (is_there) return found;
  return Error("checkpoint_not_found", "there is no checkpoint " + ToText(entry))
      .Operation("find checkpoint")
      .Resource(ToText(entry));
}

}  // namespace dashflow::checkpoint
