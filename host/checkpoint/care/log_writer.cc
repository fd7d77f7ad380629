// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/care/log_writer.h"

namespace dashflow::checkpoint {
namespace {

constexpr std::size_t kBatchOps = 256;
constexpr std::size_t kMostBytes = std::size_t{4} << 20;  // of a batch, but for its last entry

}  // namespace

Status LogWriter::Add(const Entry& entry) {
  Envelope& envelope = envelopes_.emplace_back();
  EncodeEntry(entry, envelope.Open());
  bytes_ += envelope.capacity();
  return Append(envelope.Seal(ops_));
}

Status LogWriter::AddStored(std::string_view stored) {
  bytes_ += stored.size();
  return Append(stored_.emplace_back(stored));
}

Status LogWriter::Append(std::string_view stored) {
  Operation& op = ops_.emplace_back();
  op.kind = OpKind::kAppend;
  op.stream = stream_;
  op.seq = ++seq_;
  op.bytes = Bytes(stored);
  return ops_.size() < kBatchOps && bytes_ < kMostBytes ? Ok() : Flush();
}

Status LogWriter::Flush() {
  if (ops_.empty()) return Ok();
  Batch batch;
  batch.ops = ops_.data();
  batch.op_count = static_cast<std::uint32_t>(ops_.size());
  const StoreCode code = CommitAndWait(store_, batch);
  ops_.clear();
  envelopes_.clear();
  stored_.clear();
  bytes_ = 0;
  return code == StoreCode::kOk ? Ok() : Status(StoreError(code, store_, "write thread"));
}

}  // namespace dashflow::checkpoint
