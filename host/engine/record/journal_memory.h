// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "host/checkpoint/entry.h"
#include "host/checkpoint/namespace/namespace_record.h"
#include "host/checkpoint/run/run_record.h"
#include "host/checkpoint/thread_record.h"
#include "host/engine/cache/cache_record.h"
#include "host/engine/record/commit_job.h"

namespace dashflow::engine {

// The buffers of a journal, for the next run too.
struct JournalMemory {
  checkpoint::ThreadRecord record;
  checkpoint::RunRecord run_record;
  checkpoint::Entry entry;
  std::vector<channel::ChannelId> dirty;
  std::vector<bool> is_dirty;
  std::vector<std::uint64_t> stored_size;  // see Journal
  checkpoint::NamespacePut space;          // of a subworkflow
  std::vector<CacheRecord> cached;         // for the next batch
  std::vector<std::uint32_t> joins;        // that may not be as at the start, unordered
  std::vector<bool> is_noted;              // by Program::types: the state has it in this version
  std::vector<checkpoint::TypeVersionPtr> new_types;  // for the next entry
  CommitJob awaited;                                  // of commits that the step loop waits for
  std::vector<std::unique_ptr<CommitJob>> jobs;
  std::vector<CommitJob*> idle;
  bool used = false;  // more of it than `record`, since it was cleared

  void ClearEntry();
  // Drops what the last run left, and buffers that a very large entry made large. REQUIRES: no job
  // is out.
  void Clear();
  // Drops all large buffers. REQUIRES: it is clear.
  void Trim();

 private:
  void DropLarge(std::size_t bytes);
};

}  // namespace dashflow::engine
