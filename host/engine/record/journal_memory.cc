// SPDX-License-Identifier: Apache-2.0
#include "host/engine/record/journal_memory.h"

#include <utility>

namespace dashflow::engine {
namespace {

constexpr std::size_t kKeptJobs = 4;
// Of a job's buffer: of the run that ended last, and of the many that may wait for runs.
constexpr std::size_t kMostBytes = std::size_t{8} << 20;
constexpr std::size_t kTrimmedBytes = std::size_t{64} << 10;

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
  if (jobs.size() > kKeptJobs) jobs.resize(kKeptJobs);
  for (const auto& job : jobs) idle.push_back(job.get());
  DropLarge(kMostBytes);
}

void JournalMemory::Trim() { DropLarge(kTrimmedBytes); }

void JournalMemory::DropLarge(std::size_t bytes) {
  if (awaited.envelope.capacity() > bytes) awaited.envelope = {};
  const auto large = [bytes](const auto& job) { return job->envelope.capacity() > bytes; };
  if (std::erase_if(jobs, large) == 0) return;
  idle.clear();
  for (const auto& job : jobs) idle.push_back(job.get());
}

}  // namespace dashflow::engine
