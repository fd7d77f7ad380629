// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/file/write/batch_writer.h"

#include <utility>

namespace dashflow::file {
namespace {

using Kind = Change::Kind;

bool Puts(const sdk::StoreBatch& batch) {
  for (std::size_t i = 0; i < batch.size(); ++i) {
    if (batch[i].kind() == DF_OP_PUT) return true;
  }
  return false;
}

Change PutOf(const sdk::StoreOp& op, std::uint64_t rev) {
  Change change{.kind = Kind::kPut,
                .space = std::string(op.space()),
                .key = std::string(op.key()),
                .rev = rev,
                .time_ns = op.expires_ns()};
  for (std::size_t i = 0; i < op.term_count(); ++i) change.terms.emplace_back(op.term(i));
  return change;
}

std::string Conflict(const sdk::StoreOp& op) {
  if (op.kind() == DF_OP_APPEND) {
    return "entry " + std::to_string(op.seq()) + " is not the next of stream " +
           std::to_string(op.stream());
  }
  return "a record does not have revision " + std::to_string(op.rev());
}

}  // namespace

std::string BatchWriter::Apply(const sdk::StoreBatch& batch) {
  const std::uint64_t rev = Puts(batch) ? index_.last_rev() + 1 : 0;
  const std::size_t steps = undo_.size();
  const std::size_t size = group_.size();
  for (std::size_t i = 0; i < batch.size(); ++i) {
    if (ApplyOp(batch[i], rev)) continue;
    undo_.RollTo(steps);
    group_.CutBack(size);
    batch.Fail(sdk::StoreStatus::kConflict, i);
    return Conflict(batch[i]);
  }
  batch.Succeed(rev);
  return {};
}

void BatchWriter::Make(Change change, std::string_view bytes) {
  const std::uint64_t offset = start_ + group_.Add(change, bytes);
  index_.Apply(change, offset, &undo_);
}

bool BatchWriter::ApplyOp(const sdk::StoreOp& op, std::uint64_t rev) {
  switch (op.kind()) {
    case DF_OP_EXPECT: {
      const Record* record = index_.FindRecord(op.space(), op.key(), now_);
      return (record == nullptr ? 0 : record->rev) == op.rev();
    }
    case DF_OP_APPEND:
      if (op.seq() != index_.LastSeq(op.stream()) + 1) return false;
      Make({.kind = Kind::kAppend, .stream = op.stream(), .seq = op.seq()}, op.bytes());
      return true;
    case DF_OP_PUT:
      Make(PutOf(op, rev), op.bytes());
      return true;
    case DF_OP_ERASE:
      Make({.kind = Kind::kErase, .space = std::string(op.space()), .key = std::string(op.key())});
      return true;
    case DF_OP_ERASE_RANGE:
      Make({.kind = Kind::kEraseRange,
            .space = std::string(op.space()),
            .key = std::string(op.key()),
            .end = std::string(op.end())});
      return true;
    case DF_OP_TRIM:
      Make({.kind = op.seq() == DF_STORE_FORGET ? Kind::kForget : Kind::kTrim,
            .stream = op.stream(),
            .seq = op.seq() == DF_STORE_FORGET ? 0 : op.seq()});
      return true;
    case DF_OP_PUT_BLOB:
      PutBlob(op);
      return true;
    default:
      EraseBlob(op);
      return true;
  }
}

void BatchWriter::PutBlob(const sdk::StoreOp& op) {
  const bool there = index_.FindBlob(op.key()) != nullptr;
  Make({.kind = there ? Kind::kTouch : Kind::kBlob, .key = std::string(op.key()), .time_ns = now_},
       there ? std::string_view() : op.bytes());
}

void BatchWriter::EraseBlob(const sdk::StoreOp& op) {
  const Blob* blob = index_.FindBlob(op.key());
  if (blob == nullptr || blob->touched_ns >= op.expires_ns()) return;
  Make({.kind = Kind::kEraseBlob, .key = std::string(op.key())});
}

}  // namespace dashflow::file
