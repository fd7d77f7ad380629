// SPDX-License-Identifier: Apache-2.0
#include "host/engine/record/journal_memory.h"

namespace dashflow::engine {
namespace {

constexpr std::size_t kKeptJobs = 4;

void ClearEntry(checkpoint::Entry& entry) {
  entry.input = {};
  entry.names.reset();
  entry.changes.clear();
  entry.due.clear();
  entry.joins.clear();
  entry.progress.clear();
}

}  // namespace

void JournalMemory::Clear() {
  ClearEntry(entry);
  dirty.clear();
  idle.clear();
  if (jobs.size() > kKeptJobs) jobs.resize(kKeptJobs);
  for (const auto& job : jobs) idle.push_back(job.get());
}

}  // namespace dashflow::engine
