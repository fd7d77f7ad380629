// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/run/run_record.h"

#include "host/checkpoint/run/record_filter.h"
#include "host/checkpoint/wire.h"

namespace dashflow::checkpoint {
namespace {

constexpr std::uint8_t kFormat = 1;

void WriteTime(Writer& w, WallTime time) {
  w.Word(static_cast<std::uint64_t>(time.time_since_epoch().count()));
}
WallTime ReadTime(Reader& r) {
  return WallTime(std::chrono::nanoseconds(static_cast<std::int64_t>(r.Word())));
}

void WritePosition(Writer& w, const Position& position) {
  w.Varint(position.stream);
  w.Varint(position.seq);
}
Position ReadPosition(Reader& r) {
  Position position;
  position.stream = r.Varint();
  position.seq = r.Varint();
  return position;
}

ThreadStatus ReadStatus(Reader& r) {
  const auto status = static_cast<ThreadStatus>(r.Byte());
  if (status > ThreadStatus::kTimeout) r.Fail();
  return status;
}

}  // namespace

void EncodeRun(const RunRecord& record, std::string& out) {
  Writer w(out);
  w.Byte(kFormat);
  w.Text(record.thread);
  w.Text(record.workflow);
  w.Text(record.version);
  w.Byte(static_cast<std::uint8_t>(record.status));
  WriteTime(w, record.started);
  WriteTime(w, record.updated);
  w.Signed(record.steps);
  WritePosition(w, record.first);
  WritePosition(w, record.last);
  w.Put(record.error);
}

Result<RunRecord> DecodeRun(std::string_view key, std::string_view bytes) {
  Reader r(bytes);
  RunRecord record;
  if (r.Byte() != kFormat) r.Fail();
  record.id = key;
  record.thread = r.Text();
  record.workflow = r.Text();
  record.version = r.Text();
  record.status = ReadStatus(r);
  record.started = ReadTime(r);
  record.updated = ReadTime(r);
  record.steps = r.Signed();
  record.first = ReadPosition(r);
  record.last = ReadPosition(r);
  record.error = r.Get();
  if (!r.failed() && r.at_end()) return record;
  return Error("store_damaged", "the record of run " + std::string(key) + " cannot be read")
      .Operation("read run")
      .Cause("it is malformed at byte " + std::to_string(r.offset()));
}

void SetRunTerms(const RunRecord& record, std::vector<std::string>& terms) {
  terms.resize(record.error.is_null() ? 2 : 3);
  SetIndexTerm(terms[0], "status", StatusName(record.status));
  SetIndexTerm(terms[1], "workflow", record.workflow);
  if (terms.size() == 3) SetIndexTerm(terms[2], "error", ErrorCodeOf(record));
}

std::string_view ErrorCodeOf(const RunRecord& record) {
  const Value* code = record.error.is_object() ? record.error.Find("code") : nullptr;
  return code != nullptr && code->is_string() ? code->as_text() : std::string_view();
}

}  // namespace dashflow::checkpoint
