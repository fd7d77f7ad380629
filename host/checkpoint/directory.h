// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "host/base/result.h"
#include "host/checkpoint/run/record_filter.h"
#include "host/checkpoint/store.h"
#include "host/checkpoint/thread_record.h"

namespace dashflow::checkpoint {

inline constexpr std::string_view kDefinitionSpace = "definition";
inline constexpr std::string_view kCounterSpace = "counter";
inline constexpr std::string_view kStreamKey = "stream";  // in it: the next stream's number

// The threads of a store and the definitions they run on. [any-thread]
class Directory {
 public:
  explicit Directory(Store& store) : store_(store) {}

  // Errors: thread_not_found, and what the store says.
  Result<ThreadRecord> Get(std::string_view id) const;
  // A unique prefix of an id, or "@last": the thread that was updated last. Errors:
  // thread_not_found, thread_ambiguous.
  Result<ThreadRecord> Find(std::string_view name) const;
  using Filter = RecordFilter;
  // Newest first.
  Result<std::vector<ThreadRecord>> List(const Filter& filter) const;

  // The text of a definition by its version. Putting the same again is harmless.
  Status PutDefinition(std::string_view version, std::string_view file, std::string_view text);
  struct StoredDefinition {
    std::string file;
    std::string text;
  };
  Result<StoredDefinition> GetDefinition(std::string_view version) const;

  // Reserves `count` stream numbers that nobody else gets, and returns the first.
  Result<std::uint64_t> ReserveStreams(std::uint64_t count);

 private:
  Store& store_;
};

}  // namespace dashflow::checkpoint
