// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/run/crash_record.h"

#include "host/checkpoint/wire.h"

namespace dashflow::checkpoint {
namespace {

constexpr std::uint8_t kFormat = 1;
constexpr std::uint8_t kSuspected = 1;
constexpr std::uint8_t kParked = 2;

void WriteTask(Writer& w, const CrashedTask& task) {
  w.Word(task.key);
  w.Text(task.node);
  w.Varint(task.crashes);
}

CrashedTask ReadTask(Reader& r) {
  CrashedTask task;
  task.key = r.Word();
  task.node = r.Text();
  task.crashes = static_cast<std::uint32_t>(r.Varint());
  return task;
}

}  // namespace

bool IsParked(const CrashRecord& crash, const ThreadRecord& thread) {
  return crash.parked && thread.status == ThreadStatus::kRunning && crash.run == thread.run;
}

void EncodeCrash(const CrashRecord& record, std::string& out) {
  Writer w(out);
  w.Byte(kFormat);
  w.Byte(static_cast<std::uint8_t>((record.suspected ? kSuspected : 0) |
                                   (record.parked ? kParked : 0)));
  w.Text(record.run);
  w.Signed(record.step);
  w.Varint(record.tasks.size());
  for (const CrashedTask& task : record.tasks) WriteTask(w, task);
  w.Text(record.cause);
  w.Word(static_cast<std::uint64_t>(record.time.time_since_epoch().count()));
}

Result<CrashRecord> DecodeCrash(std::string_view thread, std::string_view bytes) {
  Reader r(bytes);
  CrashRecord record;
  if (r.Byte() != kFormat) r.Fail();
  const std::uint8_t bits = r.Byte();
  if (bits > (kSuspected | kParked)) r.Fail();
  record.thread = thread;
  record.suspected = (bits & kSuspected) != 0;
  record.parked = (bits & kParked) != 0;
  record.run = r.Text();
  record.step = r.Signed();
  record.tasks.resize(r.Count());
  for (CrashedTask& task : record.tasks) task = ReadTask(r);
  record.cause = r.Text();
  record.time = WallTime(std::chrono::nanoseconds(static_cast<std::int64_t>(r.Word())));
  if (!r.failed() && r.at_end()) return record;
  return Error("store_damaged",
               "the record of crashes of thread " + record.thread + " cannot be read")
      .Operation("read crashes")
      .Resource(record.thread)
      .Cause("it is malformed at byte " + std::to_string(r.offset()));
}

}  // namespace dashflow::checkpoint
