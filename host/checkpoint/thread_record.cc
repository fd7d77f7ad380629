// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/thread_record.h"

#include <array>

#include "host/checkpoint/run/record_filter.h"
#include "host/checkpoint/wire.h"

namespace dashflow::checkpoint {
namespace {

constexpr std::uint8_t kFormat = 1;
constexpr std::size_t kUsualBytes = 256;
constexpr std::array<std::string_view, 6> kNames = {"running", "done",      "waiting",
                                                    "failed",  "cancelled", "timeout"};

std::uint64_t Bits(WallTime time) {
  return static_cast<std::uint64_t>(time.time_since_epoch().count());
}
WallTime Time(std::uint64_t bits) {
  return WallTime(std::chrono::nanoseconds(static_cast<std::int64_t>(bits)));
}

}  // namespace

std::string_view StatusName(ThreadStatus status) {
  return kNames[static_cast<std::size_t>(status)];
}

std::optional<ThreadStatus> ParseStatus(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) return static_cast<ThreadStatus>(i);
  }
  return std::nullopt;
}

void ThreadRecord::Clear() {
  for (std::string* text : {&id, &workflow, &version, &shape, &run, &error_code, &error_message})
    text->clear();
  params = {};
  status = ThreadStatus::kRunning;
  created = updated = {};
  stream = branch = epoch = event_seq = rev = 0;
}

bool HasEnded(const ThreadRecord& record) {
  const bool is_under_way =
      record.status == ThreadStatus::kRunning || record.status == ThreadStatus::kWaiting;
  return !is_under_way && record.error_code != "drained";
}

void EncodeThread(const ThreadRecord& record, std::string& out) {
  out.reserve(out.size() + kUsualBytes);
  Writer w(out);
  w.Byte(kFormat);
  w.Text(record.workflow);
  w.Text(record.version);
  w.Text(record.shape);
  w.Put(record.params);
  w.Byte(static_cast<std::uint8_t>(record.status));
  w.Text(record.run);
  w.Word(Bits(record.created));
  w.Word(Bits(record.updated));
  w.Varint(record.stream);
  w.Varint(record.branch);
  w.Varint(record.epoch);
  w.Varint(record.event_seq);
  w.Text(record.error_code);
  w.Text(record.error_message);
}

Result<ThreadRecord> DecodeThread(std::string_view key, std::string_view bytes, std::uint64_t rev) {
  Reader r(bytes);
  ThreadRecord record;
  if (r.Byte() != kFormat) r.Fail();
  record.id = key;
  record.workflow = r.Text();
  record.version = r.Text();
  record.shape = r.Text();
  record.params = r.Get();
  const std::uint8_t status = r.Byte();
  if (status >= kNames.size()) r.Fail();
  record.status = static_cast<ThreadStatus>(status);
  record.run = r.Text();
  record.created = Time(r.Word());
  record.updated = Time(r.Word());
  record.stream = r.Varint();
  record.branch = r.Varint();
  record.epoch = r.Varint();
  record.event_seq = r.Varint();
  record.error_code = r.Text();
  record.error_message = r.Text();
  record.rev = rev;
  if (!r.failed() && r.at_end()) return record;
  return Error("store_damaged", "the record of thread " + std::string(key) + " cannot be read")
      .Operation("read thread")
      .Cause("it is malformed at byte " + std::to_string(r.offset()));
}

void SetThreadTerms(const ThreadRecord& record, std::vector<std::string>& terms) {
  terms.resize(record.error_code.empty() ? 2 : 3);
  SetIndexTerm(terms[0], "status", StatusName(record.status));
  SetIndexTerm(terms[1], "workflow", record.workflow);
  if (terms.size() == 3) SetIndexTerm(terms[2], "error", record.error_code);
}

}  // namespace dashflow::checkpoint
