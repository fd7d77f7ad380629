// SPDX-License-Identifier: Apache-2.0
#include "host/recovery/judgement.h"

#include <algorithm>
#include <map>
#include <string_view>

namespace dashflow::recovery {
namespace {

using checkpoint::CrashedTask;
using checkpoint::CrashRecord;
using checkpoint::CrashRecords;
using checkpoint::ThreadRecord;

constexpr std::size_t kMostTasks = 64;  // of a record

using TasksOfThread = std::map<std::string_view, std::vector<const NotedTask*>>;

TasksOfThread ByThread(const Death& death, const std::vector<ThreadRecord>& unfinished) {
  std::map<std::string_view, std::string_view> runs;
  for (const ThreadRecord& thread : unfinished) runs.emplace(thread.id, thread.run);
  TasksOfThread tasks;
  for (const NotedTask& task : death.in_flight) {
    const auto run = runs.find(task.thread);
    if (run != runs.end() && run->second == task.run) tasks[task.thread].push_back(&task);
  }
  return tasks;
}

TasksOfThread Only(const NotedTask& task, const TasksOfThread& tasks) {
  if (!tasks.contains(task.thread)) return {};
  return {{task.thread, {&task}}};
}

TasksOfThread SuspectsAmong(const TasksOfThread& tasks, const CrashRecords& known) {
  TasksOfThread suspects;
  for (const auto& [thread, noted] : tasks) {
    const auto record = known.find(thread);
    if (record != known.end() && record->second.suspected) suspects.emplace(thread, noted);
  }
  return suspects;
}

CrashedTask& TaskOf(const NotedTask& noted, CrashRecord& record) {
  const auto known = std::ranges::find(record.tasks, noted.key, &CrashedTask::key);
  if (known != record.tasks.end()) return *known;
  return record.tasks.emplace_back(CrashedTask{noted.key, noted.node, 0});
}

// `counted` = by how much each task's crashes are more.
void AddTasks(const std::vector<const NotedTask*>& noted, std::uint32_t counted,
              CrashRecord& record) {
  for (const NotedTask* task : noted) TaskOf(*task, record).crashes += counted;
  std::ranges::stable_sort(record.tasks, std::greater(), &CrashedTask::crashes);
  if (record.tasks.size() > kMostTasks) record.tasks.resize(kMostTasks);
}

class Judgement {
 public:
  Judgement(const Death& death, const CrashRecords& known, std::uint32_t limit, WallTime now)
      : death_(death), known_(known), limit_(limit), now_(now) {}

  std::vector<CrashRecord> Of(const TasksOfThread& tasks) const {
    if (death_.culprit) return Records(Only(death_.in_flight[*death_.culprit], tasks), 1);
    const TasksOfThread suspects = SuspectsAmong(tasks, known_);
    if (!suspects.empty()) return Records(suspects, 1);
    return Records(tasks, tasks.size() == 1 ? 1 : 0);
  }

 private:
  std::vector<CrashRecord> Records(const TasksOfThread& tasks, std::uint32_t counted) const {
    std::vector<CrashRecord> records;
    for (const auto& [thread, noted] : tasks) records.push_back(Record(thread, noted, counted));
    return records;
  }

  CrashRecord Record(std::string_view thread, const std::vector<const NotedTask*>& noted,
                     std::uint32_t counted) const {
    const auto before = known_.find(thread);
    CrashRecord record = before == known_.end() ? CrashRecord() : before->second;
    record.thread = thread;
    record.run = noted.front()->run;
    record.step = noted.front()->step;
    record.cause = death_.cause;
    record.time = now_;
    record.suspected = true;
    AddTasks(noted, counted, record);
    record.parked = record.crashes() >= limit_;
    return record;
  }

  const Death& death_;
  const CrashRecords& known_;
  const std::uint32_t limit_;
  const WallTime now_;
};

}  // namespace

std::vector<CrashRecord> Judge(const Death& death, const std::vector<ThreadRecord>& unfinished,
                               const CrashRecords& known, std::uint32_t limit, WallTime now) {
  return Judgement(death, known, limit, now).Of(ByThread(death, unfinished));
}

}  // namespace dashflow::recovery
