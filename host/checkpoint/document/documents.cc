// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/document/documents.h"

namespace dashflow::checkpoint {
namespace {

constexpr int kChangeTries = 100;

bool Failed(StoreCode code) { return code != StoreCode::kOk && code != StoreCode::kNotFound; }

}  // namespace

Result<std::optional<Document>> Documents::Get(std::string_view key) const {
  Result<std::optional<Document>> found = std::optional<Document>();
  const StoreCode code = store_.Get(space_, key, [&found](const StoredEntry& entry) {
    auto document = DecodeDocument(entry);
    if (document.has_error()) return found = document.error(), true;
    found = std::optional(std::move(document).value());
    return true;
  });
  if (Failed(code)) return StoreError(code, store_, "read record");
  return found;
}

Result<std::uint64_t> Documents::Put(const Document& document) {
  RecordPut put;
  const Operation ops[] = {ExpectDocument(space_, document), PutDocument(space_, document, put)};
  DF_TRY(CheckSize(space_, put));
  Batch batch;
  batch.ops = ops;
  batch.op_count = 2;
  const StoreCode code = CommitAndWait(store_, batch);
  if (code != StoreCode::kOk) return StoreError(code, store_, "write record");
  return batch.rev;
}

Status Documents::Overwrite(const Document& document) {
  RecordPut put;
  const Operation op = PutDocument(space_, document, put);
  DF_TRY(CheckSize(space_, put));
  Batch batch;
  batch.ops = &op;
  batch.op_count = 1;
  const StoreCode code = CommitAndWait(store_, batch);
  return code == StoreCode::kOk ? Ok() : Status(StoreError(code, store_, "write record"));
}

Status Documents::Erase(std::string_view key) {
  Operation op;
  op.kind = OpKind::kErase;
  op.space = Bytes(space_);
  op.key = Bytes(key);
  Batch batch;
  batch.ops = &op;
  batch.op_count = 1;
  const StoreCode code = CommitAndWait(store_, batch);
  return Failed(code) ? Status(StoreError(code, store_, "erase record")) : Ok();
}

Result<Document> Documents::Change(std::string_view key, const Changer& change) {
  for (int i = 1;; ++i) {
    DF_ASSIGN(auto found, Get(key));
    Document document = found ? *std::move(found) : Document{.key = std::string(key)};
    DF_ASSIGN(const bool puts, change(document));
    if (!puts) return document;
    const auto rev = Put(document);
    if (rev.has_value()) return document.rev = *rev, document;
    if (rev.error().code() != "store_conflict" || i == kChangeTries) return rev.error();
  }
}

Status Documents::Visit(const Range& range, const Visitor& take) const {
  Status failure = Ok();
  const ScanRange scan{space_, range.term, range.from, range.to, range.reverse, 0};
  const StoreCode code = store_.Scan(scan, [&](const StoredEntry& entry) {
    auto document = DecodeDocument(entry);
    if (document.has_error()) return failure = document.error(), false;
    return take(std::move(document).value());
  });
  if (failure.has_error()) return failure;
  return Failed(code) ? Status(StoreError(code, store_, "list records")) : Ok();
}

}  // namespace dashflow::checkpoint
