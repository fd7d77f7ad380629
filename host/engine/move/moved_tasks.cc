// SPDX-License-Identifier: Apache-2.0
#include "host/engine/move/moved_tasks.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "host/channel/channel.h"
#include "host/engine/move/refusal.h"
#include "host/engine/task/task.h"

namespace dashflow::engine {
namespace {

using checkpoint::Argument;
using checkpoint::DueTask;
using checkpoint::TaskPath;
using checkpoint::TaskProgress;
using graph::NodeId;

// A task of the superstep that is under way, by the new numbers.
struct Moved {
  DueTask due;
  const TaskProgress* progress = nullptr;  // by the old ones; null = it has not begun
  bool joined = false;                     // its node has become a part of another
};

class TaskMover {
 public:
  TaskMover(const graph::Migration& all, const checkpoint::State& before)
      : all_(all), before_(before) {}

  Status Move(checkpoint::State& after) {
    std::vector<Moved> tasks;
    for (const DueTask& due : before_.due) {
      if (NodeOf(due.path.node) != graph::kNoNode) {
        tasks.push_back(MoveDue(due));
      } else if (const TaskProgress* progress = ProgressOf(due.path); Finished(progress)) {
        return HasFinished(due.path);
      }
    }
    DF_TRY(Order(tasks));
    for (Moved& task : tasks) DF_TRY(Add(std::move(task), after));
    return Ok();
  }

 private:
  NodeId NodeOf(NodeId node) const { return all_.nodes[node]; }
  static bool Finished(const TaskProgress* progress) {
    return progress != nullptr && progress->finished;
  }

  const TaskProgress* ProgressOf(const TaskPath& path) const {
    const auto& all = before_.progress;
    const auto found = std::ranges::lower_bound(all, path, {}, &TaskProgress::path);
    return found == all.end() || found->path != path ? nullptr : &*found;
  }

  Error HasFinished(const TaskPath& path) const {
    return Refused(
        "task '" + PathText(*all_.from, path, path.node) +
            "' has finished in the superstep under way, and its node has no place of its own",
        "let the superstep end first: resume the thread with its own definition");
  }

  Moved MoveDue(const DueTask& due) const {
    const NodeId node = NodeOf(due.path.node);
    Moved moved;
    moved.due.path = {due.path.index, node};
    moved.due.sent = MoveArguments(due.path.node, due.sent);
    moved.progress = ProgressOf(due.path);
    moved.joined = all_.from->nodes[due.path.node].name != all_.to->nodes[node].name;
    return moved;
  }

  // In task order; of several that became the same task that stays whose own node it is.
  Status Order(std::vector<Moved>& tasks) const {
    std::ranges::stable_sort(tasks, [](const Moved& a, const Moved& b) {
      return std::pair(a.due.path, a.joined) < std::pair(b.due.path, b.joined);
    });
    const auto same = [](const Moved& a, const Moved& b) { return a.due.path == b.due.path; };
    for (std::size_t i = 1; i < tasks.size(); ++i) {
      if (same(tasks[i - 1], tasks[i]) && Finished(tasks[i].progress))
        return HasFinished(tasks[i].progress->path);
    }
    tasks.erase(std::unique(tasks.begin(), tasks.end(), same), tasks.end());
    return Ok();
  }

  // Ports go by their names. What the new type does not take is left behind.
  std::vector<Argument> MoveArguments(NodeId node, const std::vector<Argument>& sent) const {
    const auto& before = all_.from->nodes[node].type->inputs;
    const auto& after = all_.to->nodes[NodeOf(node)].type->inputs;
    std::vector<Argument> moved;
    for (const auto& [slot, value] : sent) {
      const auto port = std::ranges::find(after, before[slot].name, &graph::Port::name);
      if (port != after.end())
        moved.emplace_back(static_cast<std::uint32_t>(port - after.begin()), value);
    }
    return moved;
  }

  // A task whose handler is gone, or which is something else than before, begins again.
  bool BeginsAgain(const TaskProgress& progress) const {
    const NodeId node = NodeOf(progress.node());
    if (node == graph::kNoNode) return true;
    const bool calls = all_.from->nodes[progress.node()].subworkflow != nullptr;
    return !progress.finished && calls != (all_.to->nodes[node].subworkflow != nullptr);
  }

  Status Add(Moved task, checkpoint::State& after) const {
    if (task.progress != nullptr && !BeginsAgain(*task.progress)) {
      DF_ASSIGN(auto progress, MoveProgress(*task.progress, task.due.path));
      after.progress.push_back(std::move(progress));
    }
    after.due.push_back(std::move(task.due));
    return Ok();
  }

  Result<TaskProgress> MoveProgress(const TaskProgress& before, const TaskPath& path) const {
    TaskProgress after = before;
    after.path = path;
    if (!before.failure.is_null()) after.handler = NodeOf(before.handler);
    after.jumps.clear();
    for (const NodeId node : before.jumps) {
      if (NodeOf(node) != graph::kNoNode) after.jumps.push_back(NodeOf(node));
    }
    after.sends.clear();
    for (const auto& sent : before.sends) {
      if (NodeOf(sent.node) != graph::kNoNode)
        after.sends.push_back({NodeOf(sent.node), MoveArguments(sent.node, sent.arguments)});
    }
    DF_ASSIGN(after.writes, MoveWrites(before));
    return after;
  }

  Result<std::vector<channel::Write>> MoveWrites(const TaskProgress& task) const {
    std::vector<channel::Write> writes;
    for (const channel::Write& write : task.writes) {
      const channel::ChannelId id = all_.channels[write.channel];
      if (id == graph::kNoChannel) continue;
      const channel::Write moved{id, write.mode, write.value};
      const Status fits = channel::CheckWrite(all_.to->channels[id], moved);
      if (fits.has_error())
        return Refused("task '" + PathText(*all_.from, task.path, task.path.node) +
                           "' has written to channel '" + all_.to->channels[id].name +
                           "' what it does not take any more: " + fits.error().message(),
                       "let the superstep end first: resume the thread with its own definition");
      writes.push_back(moved);
    }
    return writes;
  }

  const graph::Migration& all_;
  const checkpoint::State& before_;
};

}  // namespace

Status MoveTasks(const graph::Migration& migration, const checkpoint::State& before,
                 checkpoint::State& after) {
  return TaskMover(migration, before).Move(after);
}

Error Stranded(const graph::Migration& migration, const checkpoint::State& before) {
  const std::string& name = migration.from->nodes[before.due.front().path.node].name;
  return Refused("it waits at '" + name + "', which is dropped, and nothing else is left to run",
                 "write rename: {" + name +
                     ": <the node in its place>} in place of drop:, or let the thread pass it "
                     "first with its own definition");
}

}  // namespace dashflow::engine
