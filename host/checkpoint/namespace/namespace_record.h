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
};

inline constexpr std::string_view kNamespaceSpace = "namespace";

// Keys of one thread are together, and of one namespace and caller ascend with the superstep:
// thread, 0, xxh3-128 of the name, caller, step, the last three in hexadecimal.
std::string NamespaceKey(const NamespaceRecord& record);
// What the keys of a thread begin with; of one namespace of it; of one caller of that.
std::string NamespacePrefix(std::string_view thread);
std::string NamespacePrefix(std::string_view thread, std::string_view name);
std::string NamespacePrefix(std::string_view thread, std::string_view name, std::uint64_t caller);

// What the operation borrows until the batch is answered. May be used again.
struct NamespacePut {
  std::string key;
  std::string bytes;
};
Operation PutNamespace(const NamespaceRecord& record, NamespacePut& put);

// Error store_damaged. Safe for any bytes.
Result<NamespaceRecord> DecodeNamespace(std::string_view key, std::string_view bytes);

}  // namespace dashflow::checkpoint
