// SPDX-License-Identifier: Apache-2.0
#include "host/engine/record/journal_memory.h"

#include <utility>

namespace dashflow::engine {
namespace {

constexpr std::size_t kKeptJobs = 4;
constexpr std::size_t kKeptBytes = 64 * 1024;  // a job's

}  // namespace

void JournalMemory::ClearEntry() {
  entry.run.clear();
  entry.input = {};
  entry.input_hidden = false;
  entry.names.reset();
  entry.full = false;
  entry.changed = false;
  entry.changes.clear();
  entry.due.clear();
  entry.joins.clear();
  entry.ended.clear();
  entry.writes.clear();
  entry.progress.clear();
  entry.passed_interrupt_before = false;
  entry.failing = {};
  entry.types.clear();
}

void JournalMemory::Clear() {
  record.Clear();
  if (!std::exchange(used, false)) return;
  ClearEntry();
  dirty.clear();
  joins.clear();
  new_types.clear();
  cached.clear();
  idle.clear();
  if (awaited.envelope.capacity() > kKeptBytes) awaited.envelope = {};
  std::erase_if(jobs, [](const auto& job) { return job->envelope.capacity() > kKeptBytes; });
  if (jobs.size() > kKeptJobs) jobs.resize(kKeptJobs);
  for (const auto& job : jobs) idle.push_back(job.get());
}

}  // namespace dashflow::engine
