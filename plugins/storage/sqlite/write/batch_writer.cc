// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sqlite/write/batch_writer.h"

#include <dashflow/store_rules.hpp>
#include <string_view>

#include "plugins/storage/sql/rows/entry_name.h"

namespace dashflow::sqlite {
namespace {

constexpr std::int64_t kSweepEvery = 1'000'000'000;  // ns
constexpr std::uint64_t kSweepMost = 256;

bool Puts(const sdk::StoreBatch& batch) {
  for (std::size_t i = 0; i < batch.size(); ++i) {
    if (batch[i].kind() == DF_OP_PUT) return true;
  }
  return false;
}

}  // namespace

BatchWriter::BatchWriter(Connection& connection)
    : log_(connection),
      records_(connection),
      blobs_(connection),
      revisions_(connection),
      savepoint_(connection, "SAVEPOINT batch"),
      release_(connection, "RELEASE batch"),
      take_back_(connection, "ROLLBACK TO batch") {}

void BatchWriter::Start(std::int64_t now, std::uint64_t batches) {
  now_ = now;
  witness_ = {};
  revisions_.Reserve(batches);
  if (now - swept_ < kSweepEvery && now >= swept_) return;
  swept_ = now;
  records_.Sweep(now, kSweepMost);
}

void BatchWriter::Invalidate() {
  log_.Invalidate();
  records_.Invalidate();
  revisions_.Invalidate();
}

std::optional<Conflict> BatchWriter::Apply(const sdk::StoreBatch& batch) {
  const std::uint64_t rev = Puts(batch) ? revisions_.Next() : 0;
  std::optional<Conflict> conflict;
  if (sdk::CanFailHalfWay(batch)) {
    const Witness before = witness_;
    savepoint_.Run();
    conflict = ApplyAll(batch, rev);
    if (conflict) TakeBack(before);
    release_.Run();
  } else {
    conflict = ApplyAll(batch, rev);
  }
  if (conflict) {
    batch.Fail(sdk::StoreStatus::kConflict, conflict->op);
  } else {
    batch.Succeed(rev);
  }
  return conflict;
}

void BatchWriter::TakeBack(const Witness& before) {
  take_back_.Run();
  log_.Invalidate();
  records_.Invalidate();
  witness_ = before;
}

std::optional<Conflict> BatchWriter::ApplyAll(const sdk::StoreBatch& batch, std::uint64_t rev) {
  for (std::size_t i = 0; i < batch.size(); ++i) {
    if (auto why = ApplyOp(batch[i], rev); !why.empty()) return Conflict{i, std::move(why)};
  }
  return std::nullopt;
}

std::string BatchWriter::ApplyOp(const sdk::StoreOp& op, std::uint64_t rev) {
  switch (op.kind()) {
    case DF_OP_APPEND:
      return Append(op);
    case DF_OP_EXPECT:
      return Expect(op);
    case DF_OP_PUT:
      Put(op, rev);
      break;
    case DF_OP_PUT_BLOB:
      blobs_.Put(op.key(), op.bytes(), now_);
      break;
    default:
      Erase(op);
  }
  return {};
}

std::string BatchWriter::Append(const sdk::StoreOp& op) {
  if (!log_.Append(op.stream(), op.seq(), op.bytes())) {
    return "stream " + std::to_string(op.stream()) + " ends at " +
           std::to_string(log_.Last(op.stream())) + ": seq " + std::to_string(op.seq()) +
           " cannot be appended";
  }
  witness_ = {Witness::Kind::kEntry, op.stream(), op.seq(), {}, {}, 0};
  return {};
}

std::string BatchWriter::Expect(const sdk::StoreOp& op) {
  const std::uint64_t rev = records_.Revision(op.space(), op.key(), now_);
  if (rev == op.rev()) return {};
  return sql::RecordName(op.space(), op.key()) + " has revision " + std::to_string(rev) + ", not " +
         std::to_string(op.rev());
}

void BatchWriter::Put(const sdk::StoreOp& op, std::uint64_t rev) {
  records_.Put(op, rev);
  witness_ = {Witness::Kind::kRecord, 0, 0, std::string(op.space()), std::string(op.key()), rev};
}

void BatchWriter::Erase(const sdk::StoreOp& op) {
  witness_ = {};
  switch (op.kind()) {
    case DF_OP_ERASE:
      return records_.Erase(op.space(), op.key());
    case DF_OP_ERASE_RANGE:
      return records_.EraseRange(op.space(), op.key(), op.end());
    case DF_OP_TRIM:
      return op.seq() == DF_STORE_FORGET ? log_.Forget(op.stream())
                                         : log_.Trim(op.stream(), op.seq());
    default:
      return blobs_.Erase(op.key(), op.expires_ns());
  }
}

bool BatchWriter::Confirms(const Witness& witness) {
  if (witness.kind == Witness::Kind::kEntry) return log_.Has(witness.stream, witness.seq);
  return records_.Revision(witness.space, witness.key, 0) == witness.rev;
}

}  // namespace dashflow::sqlite
