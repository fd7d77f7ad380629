// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/care/store_filler.h"

namespace dashflow::checkpoint {
namespace {

constexpr std::size_t kBatchOps = 256;
constexpr std::size_t kMostBytes = std::size_t{4} << 20;  // of a batch, but for its last operation
constexpr std::uint64_t kForget = UINT64_MAX;

}  // namespace

Operation& StoreFiller::Add(OpKind kind, std::string_view space, std::string_view key) {
  Operation& op = ops_.emplace_back();
  op.kind = kind;
  op.space = Keep(space);
  op.key = Keep(key);
  return op;
}

Bytes StoreFiller::Keep(std::string_view bytes) {
  bytes_ += bytes.size();
  return {texts_.emplace_back(bytes)};
}

Status StoreFiller::Put(std::string_view space, std::string_view key, std::string_view bytes,
                        const std::vector<std::string>& terms, WallTime expires) {
  auto& kept = terms_.emplace_back();
  for (const std::string& term : terms) kept.push_back(Keep(term));
  Operation& op = Add(OpKind::kPut, space, key);
  op.bytes = Keep(bytes);
  op.terms = kept.data();
  op.term_count = static_cast<std::uint32_t>(kept.size());
  op.expires_ns = expires.time_since_epoch().count();
  return FlushWhenFull();
}

Status StoreFiller::Append(std::uint64_t stream, std::uint64_t seq, std::string_view bytes) {
  Operation& op = Add(OpKind::kAppend);
  op.stream = stream;
  op.seq = seq;
  op.bytes = Keep(bytes);
  return FlushWhenFull();
}

Status StoreFiller::PutBlob(std::string_view hash, std::string_view bytes) {
  Add(OpKind::kPutBlob, {}, hash).bytes = Keep(bytes);
  return FlushWhenFull();
}

Status StoreFiller::Erase(std::string_view space, std::string_view key) {
  Add(OpKind::kErase, space, key);
  return FlushWhenFull();
}

Status StoreFiller::EraseSpace(std::string_view space) {
  Add(OpKind::kEraseRange, space);
  return FlushWhenFull();
}

Status StoreFiller::Forget(std::uint64_t stream) {
  Operation& op = Add(OpKind::kTrim);
  op.stream = stream;
  op.seq = kForget;
  return FlushWhenFull();
}

Status StoreFiller::FlushWhenFull() {
  return ops_.size() < kBatchOps && bytes_ < kMostBytes ? Ok() : Flush();
}

Status StoreFiller::Flush() {
  if (ops_.empty()) return Ok();
  Batch batch;
  batch.ops = ops_.data();
  batch.op_count = static_cast<std::uint32_t>(ops_.size());
  const StoreCode code = CommitAndWait(store_, batch);
  ops_.clear();
  terms_.clear();
  texts_.clear();
  bytes_ = 0;
  return code == StoreCode::kOk ? Ok() : Status(StoreError(code, store_, operation_));
}

}  // namespace dashflow::checkpoint
