// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/memory/contents.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace dashflow::memory {

namespace {

TermList TermsOf(const sdk::StoreOp& op) {
  TermList terms;
  for (std::size_t i = 0; i < op.term_count(); ++i) terms.Add(op.term(i));
  return terms;
}

bool Puts(const sdk::StoreBatch& batch) {
  for (std::size_t i = 0; i < batch.size(); ++i) {
    if (batch[i].kind() == DF_OP_PUT) return true;
  }
  return false;
}

// The usual batch, and the one to which time means nothing.
bool OnlyAppends(const sdk::StoreBatch& batch) {
  return batch.size() == 1 && batch[0].kind() == DF_OP_APPEND;
}

}  // namespace

bool Contents::Apply(const sdk::StoreBatch& batch, std::int64_t (*now)()) {
  const std::uint64_t rev = Puts(batch) ? last_rev_ + 1 : 0;
  UndoLog undo;
  Run run{OnlyAppends(batch) ? 0 : now(), rev, &undo};
  std::size_t index = 0;
  try {
    for (bool fits = true; fits && index < batch.size(); index += fits ? 1 : 0) {
      // Each operation is all or nothing by itself: behind the last there is nothing to take back.
      if (index + 1 == batch.size()) run.undo = nullptr;
      fits = ApplyOp(batch[index], run);
    }
  } catch (...) {
    undo.Roll();
    throw;
  }
  if (index < batch.size()) {
    undo.Roll();
    batch.Fail(sdk::StoreStatus::kConflict, index);
    return false;
  }
  last_rev_ = std::max(last_rev_, rev);
  batch.Succeed(rev);
  return true;
}

bool Contents::ApplyOp(const sdk::StoreOp& op, const Run& run) {
  switch (op.kind()) {
    case DF_OP_APPEND:
      return Append(op, run);
    case DF_OP_EXPECT:
      return Expect(op, run);
    case DF_OP_PUT:
      Put(op, run);
      break;
    case DF_OP_ERASE:
      SpaceOf(op).Erase(op.key(), run.undo);
      break;
    case DF_OP_ERASE_RANGE:
      SpaceOf(op).EraseRange(op.key(), op.end(), run.undo);
      break;
    case DF_OP_TRIM:
      Trim(op, run);
      break;
    case DF_OP_PUT_BLOB:
      PutBlob(op, run);
      break;
    default:
      EraseBlob(op, run);
  }
  return true;
}

bool Contents::Append(const sdk::StoreOp& op, const Run& run) {
  const auto at = streams_.find(op.stream());
  if (at != streams_.end()) return at->second.Append(op.seq(), op.bytes(), run.undo);
  return op.seq() == 1 && streams_[op.stream()].Append(op.seq(), op.bytes(), run.undo);
}

bool Contents::Expect(const sdk::StoreOp& op, const Run& run) const {
  const Record* record = FindRecord(op.space(), op.key(), run.now);
  return (record == nullptr ? 0 : record->rev) == op.rev();
}

void Contents::Put(const sdk::StoreOp& op, const Run& run) {
  Space& space = SpaceOf(op);
  space.Sweep(run.now);
  space.Put(op.key(), {Buffer(op.bytes()), run.rev, op.expires_ns(), TermsOf(op)}, run.undo);
}

void Contents::Trim(const sdk::StoreOp& op, const Run& run) {
  const auto at = streams_.find(op.stream());
  if (at == streams_.end()) return;
  if (op.seq() != DF_STORE_FORGET) return at->second.Trim(op.seq(), run.undo);
  at->second.Forget(run.undo);
  // An empty stream costs nothing to keep while it may still have to come back.
  if (run.undo == nullptr) streams_.erase(at);
}

void Contents::PutBlob(const sdk::StoreOp& op, const Run& run) {
  const std::string_view hash = op.key();
  SaveBlob(hash, run.undo);
  const auto at = blobs_.find(hash);
  if (at != blobs_.end()) {
    at->second.touched_ns = run.now;
  } else {
    blobs_.emplace(hash, Blob{Buffer(op.bytes()), run.now});
  }
}

void Contents::EraseBlob(const sdk::StoreOp& op, const Run& run) {
  const auto at = blobs_.find(op.key());
  if (at == blobs_.end() || at->second.touched_ns >= op.expires_ns()) return;
  SaveBlob(at->first, run.undo);
  blobs_.erase(at);
}

void Contents::SaveBlob(std::string_view hash, UndoLog* undo) {
  if (undo == nullptr) return;
  const auto at = blobs_.find(hash);
  auto before = at == blobs_.end() ? std::nullopt : std::optional(at->second);
  undo->Add([this, key = std::string(hash), before] {
    blobs_.erase(key);
    if (before) blobs_.emplace(key, *before);
  });
}

Space& Contents::SpaceOf(const sdk::StoreOp& op) {
  const auto at = spaces_.find(op.space());
  return at != spaces_.end() ? at->second : spaces_[std::string(op.space())];
}

const Record* Contents::FindRecord(std::string_view space, std::string_view key,
                                   std::int64_t now) const {
  const auto at = spaces_.find(space);
  return at == spaces_.end() ? nullptr : at->second.Find(key, now);
}

const Buffer* Contents::FindBlob(std::string_view hash) const {
  const auto at = blobs_.find(hash);
  return at == blobs_.end() ? nullptr : &at->second.bytes;
}

Page Contents::CollectRecords(const sdk::StoreScan& scan, std::int64_t now) const {
  const auto at = spaces_.find(scan.space);
  return at == spaces_.end() ? Page{} : at->second.Collect(scan, now);
}

Page Contents::CollectEntries(const sdk::StoreRange& range) const {
  const auto at = streams_.find(range.stream);
  return at == streams_.end() ? Page{} : at->second.Collect(range);
}

}  // namespace dashflow::memory
