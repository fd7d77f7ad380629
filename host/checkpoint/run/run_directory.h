// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "host/base/result.h"
#include "host/checkpoint/run/record_filter.h"
#include "host/checkpoint/run/run_record.h"
#include "host/checkpoint/store.h"

namespace dashflow::checkpoint {

// The runs of a store. Their ids sort by the time of their start. [any-thread]
class RunDirectory {
 public:
  explicit RunDirectory(Store& store) : store_(store) {}

  // Errors: run_not_found, and what the store says.
  Result<RunRecord> Get(std::string_view id) const;
  // A unique prefix of an id, or "@last": the run that started last. Errors: run_not_found,
  // run_ambiguous.
  Result<RunRecord> Find(std::string_view name) const;

  // Newest first, until `take` returns false or the filter's limit is reached.
  using Visitor = std::function<bool(RunRecord)>;
  Status Visit(const RecordFilter& filter, const Visitor& take) const;

 private:
  Store& store_;
};

// Stores a thread and its latest run as ended, while no run holds them. Error store_conflict when
// the thread has changed since it was read.
Status PutEnd(Store& store, const ThreadRecord& thread, const RunRecord& run);

}  // namespace dashflow::checkpoint
