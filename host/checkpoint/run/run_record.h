// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "host/base/clock.h"
#include "host/base/result.h"
#include "host/checkpoint/entry.h"
#include "host/checkpoint/thread_record.h"
#include "host/value/value.h"

namespace dashflow::checkpoint {

// What the store knows about one run. It rides in the commits that begin and end the run; input,
// answers and state stand in the log between `first` and `last`. A run whose process was killed
// never wrote its end: it says kRunning for good.
struct RunRecord {
  std::string id;
  std::string thread;
  std::string workflow;  // name
  std::string version;
  ThreadStatus status = ThreadStatus::kRunning;
  WallTime started;
  WallTime updated;        // when it ended, once it has
  std::int64_t steps = 0;  // supersteps that ran
  Position first;          // the entry that it began with
  Position last;           // the entry that it ended with; stream 0 = none yet
  Value error;             // as events tell it; null = none
};

inline constexpr std::string_view kRunSpace = "run";

void EncodeRun(const RunRecord& record, std::string& out);  // appends
// Error store_damaged. Safe for any bytes.
Result<RunRecord> DecodeRun(std::string_view key, std::string_view bytes);

// Makes `terms` the index terms of the record: by status, workflow and code of the error.
void SetRunTerms(const RunRecord& record, std::vector<std::string>& terms);

// The code of the error; empty = none.
std::string_view ErrorCodeOf(const RunRecord& record);

}  // namespace dashflow::checkpoint
