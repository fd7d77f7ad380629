// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/base/clock.h"
#include "host/base/result.h"
#include "host/checkpoint/store.h"
#include "host/value/value.h"

namespace dashflow::checkpoint {

enum class ThreadStatus : std::uint8_t { kRunning, kDone, kWaiting, kFailed, kCancelled, kTimeout };

std::string_view StatusName(ThreadStatus status);
std::optional<ThreadStatus> ParseStatus(std::string_view name);

// What the store knows about a thread beside its log: written when a run starts and when it ends,
// never a superstep.
struct ThreadRecord {
  std::string id;
  std::string workflow;  // name
  std::string version;   // of the definition it began with, a key of the definitions
  std::string shape;
  Value params;
  ThreadStatus status = ThreadStatus::kRunning;
  std::string run;  // the latest
  WallTime created;
  WallTime updated;
  std::uint64_t stream = 0;     // of its current branch
  std::uint64_t branch = 0;     // number of it; rises with every input and fork
  std::uint64_t epoch = 0;      // rises with every takeover
  std::uint64_t event_seq = 0;  // event numbers up to here are taken
  std::string error_code;
  std::string error_message;
  std::uint64_t rev = 0;  // of the record in the store; 0 = not stored yet

  void Clear();  // as new, but with the memory of its texts
};

// Whether no run works on the thread, or is to go on with it by itself: it neither runs nor waits,
// and was not stopped for the end of its host.
bool HasEnded(const ThreadRecord& record);

inline constexpr std::string_view kThreadSpace = "thread";

void EncodeThread(const ThreadRecord& record, std::string& out);  // appends
Result<ThreadRecord> DecodeThread(std::string_view key, std::string_view bytes, std::uint64_t rev);

// Makes `terms` the index terms of the record: by status, workflow and code of the error.
void SetThreadTerms(const ThreadRecord& record, std::vector<std::string>& terms);

}  // namespace dashflow::checkpoint
