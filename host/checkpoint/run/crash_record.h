// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "host/base/clock.h"
#include "host/base/result.h"
#include "host/checkpoint/store.h"
#include "host/checkpoint/thread_record.h"

namespace dashflow::checkpoint {

// A task that was running when the process died.
struct CrashedTask {
  std::uint64_t key = 0;  // the same after a restart
  std::string node;
  std::uint32_t crashes = 0;  // that it is held responsible for
};

// What the store knows of a thread in whose run the process has died. It is put by the next start
// of a host, and erased when the thread has come past the superstep of those tasks.
struct CrashRecord {
  std::string thread;
  std::string run;                 // the last one that the process died in
  std::int64_t step = 0;           // superstep of the thread that the tasks belong to
  std::vector<CrashedTask> tasks;  // the most crashes first
  std::string cause;               // how the process died last, as far as that is known
  WallTime time;                   // when that was found
  bool suspected = false;          // it runs beside no other suspect
  bool parked = false;             // it is not continued by a host

  std::uint32_t crashes() const { return tasks.empty() ? 0 : tasks.front().crashes; }
  std::string_view node() const { return tasks.empty() ? std::string_view() : tasks.front().node; }
};

inline constexpr std::string_view kCrashSpace = "crash";

// Whether the thread is set aside: as long as nobody has continued it by hand.
bool IsParked(const CrashRecord& crash, const ThreadRecord& thread);

void EncodeCrash(const CrashRecord& record, std::string& out);  // appends
// Error store_damaged. Safe for any bytes.
Result<CrashRecord> DecodeCrash(std::string_view thread, std::string_view bytes);

}  // namespace dashflow::checkpoint
