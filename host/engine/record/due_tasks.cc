// SPDX-License-Identifier: Apache-2.0
#include "host/engine/record/due_tasks.h"

#include <algorithm>
#include <map>

#include "host/event/task_chunk.h"
#include "host/value/builder.h"

namespace dashflow::engine {
namespace {

Value InterruptsValue(const std::vector<checkpoint::Asked>& asked) {
  ArrayBuilder list;
  for (const auto& one : asked) {
    ObjectBuilder object;
    object.Add("id", one.id);
    object.Add("value", one.question);
    list.Add(std::move(object).Build());
  }
  return std::move(list).Build();
}

// By channel; of one that was written several times, all.
Value ResultValue(const Run& run, const std::vector<channel::Write>& writes) {
  std::map<channel::ChannelId, std::vector<Value>> values;
  for (const auto& write : writes) values[write.channel].push_back(write.value);
  ObjectBuilder result;
  for (const auto& [channel, all] : values) {
    ArrayBuilder list;
    for (const Value& value : all) list.Add(value);
    result.Add(run.program->key(channel),
               all.size() == 1
                   ? all.front()
                   : Value::EmptyObject().Set(event::kSeveralWrites, std::move(list).Build()));
  }
  return std::move(result).Build();
}

void AddProgress(const Run& run, const checkpoint::TaskProgress& progress, ObjectBuilder& task) {
  if (progress.error_code.empty()) {
    task.Add("interrupts", InterruptsValue(progress.asked));
  } else {
    task.Add("error_code", progress.error_code);
    task.Add("error", progress.error_message);
  }
  if (!progress.writes.empty()) task.Add("result", ResultValue(run, progress.writes));
}

Value TaskValue(const Run& run, const checkpoint::DueTask& due) {
  const auto& known = run.state.progress;
  const auto progress =
      std::ranges::lower_bound(known, due.path, {}, &checkpoint::TaskProgress::path);
  ObjectBuilder task;
  task.Add("id", PathText(run.workflow, due.path, due.path.node));
  task.Add("name", run.workflow.nodes[due.path.node].name);
  if (progress != known.end() && progress->path == due.path) {
    AddProgress(run, *progress, task);
  } else {
    task.Add("interrupts", Value::EmptyArray());
  }
  return std::move(task).Build();
}

}  // namespace

Value DueTasks(const Run& run) {
  ArrayBuilder tasks;
  for (const auto& due : run.state.due) tasks.Add(TaskValue(run, due));
  return std::move(tasks).Build();
}

}  // namespace dashflow::engine
