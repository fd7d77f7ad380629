// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "host/base/result.h"
#include "host/checkpoint/namespace/namespace_record.h"
#include "host/checkpoint/run/record_put.h"
#include "host/checkpoint/store.h"

namespace dashflow::checkpoint {

inline constexpr std::string_view kUnfinishedSpace = "unfinished";

// What becomes of the blobs that only a thread used. To know them the whole store is read.
enum class UnusedBlobsAre : bool { kErased, kLeft };

// The one batch with which the care of a thread takes effect, all of it or nothing.
class LastBatch {
 public:
  explicit LastBatch(Store& store) : store_(store) {}

  void Expect(const ThreadRecord& record);  // as it was read, or not there yet
  void Put(const ThreadRecord& record);     // outlives this
  void Put(const RunRecord& record);        // outlives this
  void Put(const NamespaceRecord& record);
  void Erase(std::string_view space, std::string_view key);
  void EraseRange(std::string_view space, std::string_view from, std::string_view end);
  void Note(std::string_view thread, std::string_view streams);  // in kUnfinishedSpace
  void Forget(std::uint64_t stream);                             // its number is never used again
  // Only what nobody puts again meanwhile.
  void EraseBlobs(const std::set<std::string>& hashes, std::int64_t untouched_since_ns);
  // Error thread_busy when the thread has changed since it was read; else what the store says.
  Status Commit(std::string operation);

 private:
  Operation& Add(OpKind kind);
  std::string_view Keep(std::string_view text) { return texts_.emplace_back(text); }

  Store& store_;
  std::deque<std::string> texts_;
  std::deque<RecordPut> puts_;
  std::deque<NamespacePut> calls_;
  std::vector<Operation> ops_;
  std::string thread_;
};

// The streams that a copy or a prune of a thread fills before its last batch: what was left behind
// by one that was cut off is taken away by the next. A thread has one at a time.
Result<std::vector<std::uint64_t>> ReadLeftovers(Store& store, std::string_view thread);
// Takes away the last one's, and notes `count` new streams, whose first is returned.
Result<std::uint64_t> ReserveNoted(Store& store, std::string_view thread, std::uint64_t count);

}  // namespace dashflow::checkpoint
