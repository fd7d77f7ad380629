// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/run/crash_directory.h"

namespace dashflow::checkpoint {
namespace {

Operation OnRecord(OpKind kind, std::string_view thread) {
  Operation op;
  op.kind = kind;
  op.space = Bytes(kCrashSpace);
  op.key = Bytes(thread);
  return op;
}

bool Failed(StoreCode code) { return code != StoreCode::kOk && code != StoreCode::kNotFound; }

}  // namespace

Result<std::optional<CrashRecord>> CrashDirectory::Get(std::string_view thread) const {
  Result<std::optional<CrashRecord>> found = std::optional<CrashRecord>();
  const StoreCode code = store_.Get(kCrashSpace, thread, [&](const StoredEntry& entry) {
    auto record = DecodeCrash(thread, entry.bytes.view());
    if (record.has_error()) return found = record.error(), true;
    found = std::optional(std::move(record).value());
    return true;
  });
  if (Failed(code)) return StoreError(code, store_, "read crashes");
  return found;
}

Result<CrashRecords> CrashDirectory::All() const {
  CrashRecords records;
  Status failure = Ok();
  ScanRange range;
  range.space = kCrashSpace;
  const StoreCode code = store_.Scan(range, [&](const StoredEntry& entry) {
    auto record = DecodeCrash(entry.key.view(), entry.bytes.view());
    if (record.has_error()) return failure = record.error(), false;
    records.emplace(record->thread, *record);
    return true;
  });
  if (failure.has_error()) return failure.error();
  if (Failed(code)) return StoreError(code, store_, "read crashes");
  return records;
}

Status CrashDirectory::Put(const CrashRecord& record) {
  std::string bytes;
  EncodeCrash(record, bytes);
  Operation put = OnRecord(OpKind::kPut, record.thread);
  put.bytes = Bytes(bytes);
  return Commit(put, "store crash");
}

Status CrashDirectory::Erase(std::string_view thread) {
  return Commit(OnRecord(OpKind::kErase, thread), "forget crash");
}

Status CrashDirectory::Commit(const Operation& op, std::string operation) {
  Batch batch;
  batch.ops = &op;
  batch.op_count = 1;
  const StoreCode code = CommitAndWait(store_, batch);
  return code == StoreCode::kOk ? Ok() : Status(StoreError(code, store_, std::move(operation)));
}

}  // namespace dashflow::checkpoint
