// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/memory/contents.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace dashflow::memory {

namespace {

bool Puts(const sdk::StoreBatch& batch) {
  for (std::size_t i = 0; i < batch.size(); ++i) {
    if (batch[i].kind() == DF_OP_PUT) return true;
  }
  return false;
}

void Count(const Buffer& bytes, sdk::StoreAbout::Amount& amount) {
  ++amount.count;
  amount.bytes += bytes.view().size();
}

}  // namespace

bool Contents::Apply(const sdk::StoreBatch& batch, const Moment& now) {
  const Changing change{now, Puts(batch) ? last_rev_ + 1 : 0, undo_};
  std::size_t index = 0;
  try {
    while (index < batch.size() && ApplyOp(batch[index], change)) ++index;
  } catch (...) {
    undo_.Roll();
    throw;
  }
  if (index < batch.size()) {
    undo_.Roll();
    batch.Fail(sdk::StoreStatus::kConflict, index);
    return false;
  }
  undo_.Clear();
  if (!forgotten_.empty()) DropForgotten();
  last_rev_ = std::max(last_rev_, change.rev);
  batch.Succeed(change.rev);
  return true;
}

bool Contents::ApplyOp(const sdk::StoreOp& op, const Changing& change) {
  switch (op.kind()) {
    case DF_OP_APPEND:
      return Append(op);
    case DF_OP_EXPECT:
      return Expect(op, change);
    case DF_OP_PUT:
      SpaceOf(op).Put(op, change);
      break;
    case DF_OP_ERASE:
      SpaceOf(op).Erase(op.key(), change);
      break;
    case DF_OP_ERASE_RANGE:
      SpaceOf(op).EraseRange(op.key(), op.end(), change);
      break;
    case DF_OP_TRIM:
      Trim(op);
      break;
    case DF_OP_PUT_BLOB:
      PutBlob(op, change);
      break;
    default:
      EraseBlob(op);
  }
  return true;
}

bool Contents::Append(const sdk::StoreOp& op) {
  const auto at = streams_.find(op.stream());
  if (at != streams_.end()) return at->second.Append(op.seq(), op.bytes(), undo_);
  return op.seq() == 1 && streams_[op.stream()].Append(op.seq(), op.bytes(), undo_);
}

bool Contents::Expect(const sdk::StoreOp& op, const Changing& change) const {
  const Record* record = FindRecord(op.space(), op.key(), change.now);
  return (record == nullptr ? 0 : record->rev) == op.rev();
}

// What is forgotten leaves an empty stream behind until the batch has succeeded.
void Contents::Trim(const sdk::StoreOp& op) {
  const auto at = streams_.find(op.stream());
  if (at == streams_.end()) return;
  if (op.seq() != DF_STORE_FORGET) return at->second.Trim(op.seq(), undo_);
  at->second.Forget(undo_);
  forgotten_.push_back(op.stream());
}

void Contents::DropForgotten() {
  for (const std::uint64_t stream : forgotten_) {
    const auto at = streams_.find(stream);
    if (at != streams_.end() && at->second.empty()) streams_.erase(at);
  }
  forgotten_.clear();
}

void Contents::PutBlob(const sdk::StoreOp& op, const Changing& change) {
  const std::string_view hash = op.key();
  SaveBlob(hash);
  const auto at = blobs_.find(hash);
  if (at != blobs_.end()) {
    at->second.touched_ns = change.now.ns();
  } else {
    blobs_.emplace(hash, Blob{Buffer(op.bytes()), change.now.ns()});
  }
}

void Contents::EraseBlob(const sdk::StoreOp& op) {
  const auto at = blobs_.find(op.key());
  if (at == blobs_.end() || at->second.touched_ns >= op.expires_ns()) return;
  SaveBlob(at->first);
  blobs_.erase(at);
}

void Contents::SaveBlob(std::string_view hash) {
  const auto at = blobs_.find(hash);
  auto before = at == blobs_.end() ? std::nullopt : std::optional(at->second);
  undo_.Add([this, key = std::string(hash), before] {
    blobs_.erase(key);
    if (before) blobs_.emplace(key, *before);
  });
}

Space& Contents::SpaceOf(const sdk::StoreOp& op) {
  const auto at = spaces_.find(op.space());
  return at != spaces_.end() ? at->second : spaces_[std::string(op.space())];
}

const Record* Contents::FindRecord(std::string_view space, std::string_view key,
                                   const Moment& now) const {
  const auto at = spaces_.find(space);
  return at == spaces_.end() ? nullptr : at->second.Find(key, now);
}

const Buffer* Contents::FindBlob(std::string_view hash) const {
  const auto at = blobs_.find(hash);
  return at == blobs_.end() ? nullptr : &at->second.bytes;
}

Page Contents::CollectRecords(const sdk::StoreScan& scan, const Moment& now) const {
  const auto at = spaces_.find(scan.space);
  return at == spaces_.end() ? Page{} : at->second.Collect(scan, now);
}

sdk::StoreAbout Contents::Describe() const {
  sdk::StoreAbout about;
  for (const auto& [name, space] : spaces_) {
    for (const auto& [key, record] : space.records()) Count(record.bytes, about.records);
  }
  for (const auto& [number, stream] : streams_) {
    about.log.count += stream.entries().size();
    about.log.bytes += stream.entries().bytes();
  }
  for (const auto& [hash, blob] : blobs_) Count(blob.bytes, about.blobs);
  return about;
}

std::vector<std::string> Contents::BlobHashes() const {
  std::vector<std::string> hashes;
  for (const auto& [hash, blob] : blobs_) hashes.push_back(hash);
  return hashes;
}

Page Contents::CollectEntries(const sdk::StoreRange& range) const {
  const auto at = streams_.find(range.stream);
  return at == streams_.end() ? Page{} : at->second.Collect(range);
}

}  // namespace dashflow::memory
