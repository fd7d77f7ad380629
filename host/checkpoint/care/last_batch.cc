// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/care/last_batch.h"

#include "host/checkpoint/directory.h"
#include "host/checkpoint/wire.h"

namespace dashflow::checkpoint {
namespace {

constexpr std::uint64_t kForget = UINT64_MAX;

Error Changed(const std::string& thread, std::string operation) {
  return Error("thread_busy", "thread " + thread + " has changed meanwhile")
      .Operation(std::move(operation))
      .Resource(thread)
      .Cause("a run or another command has worked on it");
}

}  // namespace

Operation& LastBatch::Add(OpKind kind) {
  Operation& op = ops_.emplace_back();
  op.kind = kind;
  return op;
}

void LastBatch::Expect(const ThreadRecord& record) {
  thread_ = record.id;
  ops_.push_back(ExpectThread(record));
}

void LastBatch::Put(const ThreadRecord& record) {
  ops_.push_back(PutThread(record, puts_.emplace_back()));
}

void LastBatch::Put(const RunRecord& record) {
  ops_.push_back(PutRun(record, puts_.emplace_back()));
}

void LastBatch::Put(const NamespaceRecord& record) {
  ops_.push_back(PutNamespace(record, calls_.emplace_back()));
}

void LastBatch::Erase(std::string_view space, std::string_view key) {
  Operation& op = Add(OpKind::kErase);
  op.space = Bytes(space);
  op.key = Bytes(Keep(key));
}

void LastBatch::EraseRange(std::string_view space, std::string_view from, std::string_view end) {
  Operation& op = Add(OpKind::kEraseRange);
  op.space = Bytes(space);
  op.key = Bytes(Keep(from));
  op.end = Bytes(Keep(end));
}

void LastBatch::Note(std::string_view thread, std::string_view streams) {
  Operation& op = Add(OpKind::kPut);
  op.space = Bytes(kUnfinishedSpace);
  op.key = Bytes(Keep(thread));
  op.bytes = Bytes(Keep(streams));
}

void LastBatch::Forget(std::uint64_t stream) {
  Operation& op = Add(OpKind::kTrim);
  op.stream = stream;
  op.seq = kForget;
}

void LastBatch::EraseBlobs(const std::set<std::string>& hashes, std::int64_t untouched_since_ns) {
  for (const std::string& hash : hashes) {
    Operation& op = Add(OpKind::kEraseBlob);
    op.key = Bytes(Keep(hash));
    op.expires_ns = untouched_since_ns;
  }
}

Status LastBatch::Commit(std::string operation) {
  Batch batch;
  batch.ops = ops_.data();
  batch.op_count = static_cast<std::uint32_t>(ops_.size());
  const StoreCode code = CommitAndWait(store_, batch);
  if (code == StoreCode::kOk) return Ok();
  if (code == StoreCode::kConflict) return Changed(thread_, std::move(operation));
  return StoreError(code, store_, std::move(operation));
}

Result<std::vector<std::uint64_t>> ReadLeftovers(Store& store, std::string_view thread) {
  std::vector<std::uint64_t> streams;
  const StoreCode code = store.Get(kUnfinishedSpace, thread, [&streams](const StoredEntry& entry) {
    Reader reader(entry.bytes.view());
    const std::uint64_t first = reader.Word();
    const std::uint64_t count = reader.Word();
    for (std::uint64_t i = 0; i < count && !reader.failed(); ++i) streams.push_back(first + i);
    return true;
  });
  if (code != StoreCode::kOk && code != StoreCode::kNotFound)
    return StoreError(code, store, "read thread");
  return streams;
}

Result<std::uint64_t> ReserveNoted(Store& store, std::string_view thread, std::uint64_t count) {
  DF_ASSIGN(const auto leftovers, ReadLeftovers(store, thread));
  DF_ASSIGN(const std::uint64_t first, Directory(store).ReserveStreams(count));
  std::string bytes;
  {
    Writer writer(bytes);
    writer.Word(first);
    writer.Word(count);
  }
  LastBatch batch(store);
  for (const std::uint64_t stream : leftovers) batch.Forget(stream);
  batch.Note(thread, bytes);
  DF_TRY(batch.Commit("reserve streams"));
  return first;
}

}  // namespace dashflow::checkpoint
