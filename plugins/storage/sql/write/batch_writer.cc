// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sql/write/batch_writer.h"

#include <dashflow/store_rules.hpp>
#include <string_view>

#include "plugins/storage/sql/rows/entry_name.h"

namespace dashflow::sql {
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

BatchWriter::BatchWriter(Connection& connection, Appender& appender)
    : connection_(connection),
      log_(connection, appender),
      records_(connection),
      blobs_(connection),
      lock_(connection) {}

void BatchWriter::Start(std::int64_t now) {
  now_ = now;
  lock_.Take();
  if (now - swept_ < kSweepEvery && now >= swept_) return;
  swept_ = now;
  records_.Sweep(now, kSweepMost);
}

std::optional<Conflict> BatchWriter::Apply(const sdk::StoreBatch& batch) {
  const std::uint64_t rev = Puts(batch) ? lock_.NextRevision() : 0;
  auto conflict = sdk::CanFailHalfWay(batch) ? ApplyOrTakeBack(batch, rev) : ApplyAll(batch, rev);
  if (conflict) {
    batch.Fail(sdk::StoreStatus::kConflict, conflict->op);
  } else {
    batch.Succeed(rev);
  }
  return conflict;
}

std::optional<Conflict> BatchWriter::ApplyOrTakeBack(const sdk::StoreBatch& batch,
                                                     std::uint64_t rev) {
  connection_.Execute("SAVEPOINT batch");
  auto conflict = ApplyAll(batch, rev);
  if (conflict) {
    connection_.Execute("ROLLBACK TO SAVEPOINT batch");
    records_.Invalidate();
  }
  connection_.Execute("RELEASE SAVEPOINT batch");
  return conflict;
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
      records_.Put(op, rev);
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
  if (log_.Append(op.stream(), op.seq(), op.bytes())) return {};
  return WhyNot(op.stream(), op.seq());
}

std::string BatchWriter::WhyNot(std::uint64_t stream, std::uint64_t seq) {
  return "stream " + std::to_string(stream) + " ends at " + std::to_string(log_.Last(stream)) +
         ": seq " + std::to_string(seq) + " cannot be appended";
}

std::string BatchWriter::Expect(const sdk::StoreOp& op) {
  const std::uint64_t rev = records_.Revision(op.space(), op.key(), now_);
  if (rev == op.rev()) return {};
  return RecordName(op.space(), op.key()) + " has revision " + std::to_string(rev) + ", not " +
         std::to_string(op.rev());
}

void BatchWriter::Erase(const sdk::StoreOp& op) {
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

}  // namespace dashflow::sql
