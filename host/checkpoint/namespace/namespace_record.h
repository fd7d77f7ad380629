// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "host/base/result.h"
#include "host/checkpoint/store.h"

namespace dashflow::checkpoint {

// One call of a subworkflow: its namespace, and where its log is. Put with the log's first entry.
struct NamespaceRecord {
  std::string thread;
  std::string name;          // "review:1f0c…|draft": the calls from the thread's own run down
  std::string task;          // the path of the task that calls, "review" or "digest#17"
  std::uint64_t caller = 0;  // the stream of the run that calls
  std::int64_t step = 0;     // the superstep of that run
  std::uint64_t stream = 0;  // its own
  std::uint64_t first =
      0;  // the number, in its task, of the first call of the attempt that made it

  // Of one with `checkpoint: own` inside another subworkflow, which is called by another stream
  // each time: the stream and the superstep of the thread's own run, and how many calls of the name
  // that superstep had before. Stream 0 = it is none.
  std::uint64_t root = 0;
  std::int64_t root_step = 0;
  std::uint64_t turn = 0;

  // The run whose branches and supersteps say which calls came before.
  std::uint64_t lineage() const { return root != 0 ? root : caller; }
  std::int64_t lineage_step() const { return root != 0 ? root_step : step; }
  void SetLineage(std::uint64_t of) { (root != 0 ? root : caller) = of; }
  void SetLineageStep(std::int64_t of) { (root != 0 ? root_step : step) = of; }
  // Takes the turn after the last call before it.
  void ComeAfter(const NamespaceRecord& last) {
    if (root != 0 && last.root == root && last.root_step == root_step) turn = last.turn + 1;
  }
};

inline constexpr std::string_view kNamespaceSpace = "namespace";

// Keys of one thread are together, and of one namespace and lineage ascend in the order of the
// calls: thread, 0, xxh3-128 of the name, lineage, its superstep, with a root the turn, all but the
// thread in hexadecimal.
std::string NamespaceKey(const NamespaceRecord& record);
// What the keys of a thread begin with; of one namespace of it; of one lineage of that; of one
// superstep of that.
std::string NamespacePrefix(std::string_view thread);
std::string NamespacePrefix(std::string_view thread, std::string_view name);
std::string NamespacePrefix(std::string_view thread, std::string_view name, std::uint64_t lineage);
std::string NamespacePrefix(std::string_view thread, std::string_view name, std::uint64_t lineage,
                            std::int64_t step);

// What the operation borrows until the batch is answered. May be used again.
struct NamespacePut {
  std::string key;
  std::string bytes;
};
Operation PutNamespace(const NamespaceRecord& record, NamespacePut& put);

// Error store_damaged. Safe for any bytes.
Result<NamespaceRecord> DecodeNamespace(std::string_view key, std::string_view bytes);

}  // namespace dashflow::checkpoint
