// SPDX-License-Identifier: Apache-2.0
#include "tests/support/engine/map_store.h"

#include <algorithm>

namespace dashflow::testing {

using checkpoint::Batch;
using checkpoint::EntrySink;
using checkpoint::Operation;
using checkpoint::OpKind;
using checkpoint::StoreCode;

namespace {

checkpoint::StoredEntry Entry(std::string_view key, const std::string& bytes, std::uint64_t seq,
                              std::uint64_t rev) {
  checkpoint::StoredEntry entry;
  entry.key = checkpoint::Bytes(key);
  entry.bytes = checkpoint::Bytes(bytes);
  entry.seq = seq;
  entry.rev = rev;
  return entry;
}

StoreCode Give(std::vector<checkpoint::StoredEntry>& entries, bool reverse, std::uint64_t limit,
               const EntrySink& sink) {
  if (reverse) std::ranges::reverse(entries);
  if (limit != 0 && entries.size() > limit) entries.resize(limit);
  for (const auto& entry : entries) {
    if (!sink(entry)) break;
  }
  return StoreCode::kOk;
}

}  // namespace

// An expired record is gone.
std::map<MapStore::Key, MapStore::Record>::iterator MapStore::FindRecord(std::string_view space,
                                                                         std::string_view key) {
  const auto found = records_.find({std::string(space), std::string(key)});
  if (found == records_.end() || found->second.expires == 0 || found->second.expires > now)
    return found;
  records_.erase(found);
  return records_.end();
}

bool MapStore::Allowed(const Batch& batch, std::uint32_t index) {
  const Operation& op = batch.ops[index];
  if (op.kind == OpKind::kExpect) {
    const auto found = FindRecord(op.space.view(), op.key.view());
    return (found == records_.end() ? 0 : found->second.rev) == op.rev;
  }
  if (op.kind != OpKind::kAppend) return true;
  return !log_.contains({op.stream, op.seq}) &&
         (op.seq == 1 || log_.contains({op.stream, op.seq - 1}) ||
          std::any_of(batch.ops, &op, [&op](const Operation& earlier) {
            return earlier.kind == OpKind::kAppend && earlier.stream == op.stream &&
                   earlier.seq + 1 == op.seq;
          }));
}

void MapStore::Apply(const Operation& op) {
  const Key key{op.space.view(), op.key.view()};
  switch (op.kind) {
    case OpKind::kPut: {
      Record& record = records_[key];
      record.bytes = op.bytes.view();
      record.rev = rev_;
      record.expires = op.expires_ns;
      record.terms.clear();
      for (std::uint32_t i = 0; i < op.term_count; ++i)
        record.terms.emplace_back(op.terms[i].view());
      break;
    }
    case OpKind::kErase:
      records_.erase(key);
      break;
    case OpKind::kEraseRange: {
      const std::string space(op.space.view());
      const Key end =
          op.end.view().empty() ? Key{space + '\0', ""} : Key{space, std::string(op.end.view())};
      records_.erase(records_.lower_bound(key), records_.lower_bound(end));
      break;
    }
    case OpKind::kAppend:
      log_[{op.stream, op.seq}] = op.bytes.view();
      break;
    case OpKind::kTrim:
      log_.erase(log_.lower_bound({op.stream, 0}), log_.lower_bound({op.stream, op.seq}));
      break;
    case OpKind::kPutBlob:
      blobs_[std::string(op.key.view())] = {std::string(op.bytes.view()), now};
      break;
    case OpKind::kEraseBlob: {
      const auto blob = blobs_.find(std::string(op.key.view()));
      if (blob != blobs_.end() && blob->second.second < op.expires_ns) blobs_.erase(blob);
      break;
    }
    default:
      break;
  }
}

std::vector<std::string> MapStore::BlobHashes() {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> hashes;
  for (const auto& [hash, blob] : blobs_) hashes.push_back(hash);
  return hashes;
}

StoreCode MapStore::Run(Batch& batch) {
  const std::lock_guard lock(mutex_);
  if (const StoreCode refused = before(batch); refused != StoreCode::kOk) return refused;
  for (std::uint32_t i = 0; i < batch.op_count; ++i) {
    if (batch.ops[i].bytes.size > checkpoint::kMaxStoreBytes) return StoreCode::kInvalid;
    if (!Allowed(batch, i)) return batch.failed_op = i, StoreCode::kConflict;
  }
  ++rev_;
  batch.rev = 0;
  for (std::uint32_t i = 0; i < batch.op_count; ++i) {
    Apply(batch.ops[i]);
    if (batch.ops[i].kind == OpKind::kPut) batch.rev = rev_;
  }
  return after(batch);
}

void MapStore::Commit(Batch& batch, void (*done)(void*), void* context) {
  batch.result = Run(batch);
  if (deliver) return deliver([done, context] { done(context); });
  done(context);
}

StoreCode MapStore::Get(std::string_view space, std::string_view key, const EntrySink& sink) {
  const std::lock_guard lock(mutex_);
  const auto found = FindRecord(space, key);
  if (found == records_.end()) return StoreCode::kNotFound;
  sink(Entry(key, found->second.bytes, 0, found->second.rev));
  return StoreCode::kOk;
}

std::vector<std::string> MapStore::Keys(std::string_view space) {
  std::vector<std::string> keys;
  checkpoint::ScanRange range;
  range.space = space;
  Scan(range, [&keys](const checkpoint::StoredEntry& entry) {
    keys.emplace_back(entry.key.view());
    return true;
  });
  return keys;
}

std::vector<std::string> MapStore::BlobHashes() const {
  std::vector<std::string> hashes;
  for (const auto& [hash, blob] : blobs_) hashes.push_back(hash);
  return hashes;
}

std::vector<std::uint64_t> MapStore::Streams() const {
  std::vector<std::uint64_t> streams;
  for (const auto& [key, bytes] : log_) {
    if (streams.empty() || streams.back() != key.first) streams.push_back(key.first);
  }
  return streams;
}

StoreCode MapStore::Scan(const checkpoint::ScanRange& range, const EntrySink& sink) {
  const std::lock_guard lock(mutex_);
  std::vector<checkpoint::StoredEntry> entries;
  for (const auto& [key, record] : records_) {
    const bool inside = key.first == range.space && key.second >= range.from &&
                        (range.to.empty() || key.second < range.to);
    const bool termed =
        range.term.empty() || std::ranges::find(record.terms, range.term) != record.terms.end();
    if (inside && termed) entries.push_back(Entry(key.second, record.bytes, 0, record.rev));
  }
  return Give(entries, range.reverse, range.limit, sink);
}

StoreCode MapStore::Read(std::uint64_t stream, std::uint64_t from, std::uint64_t to, bool reverse,
                         std::uint64_t limit, const EntrySink& sink) {
  std::vector<checkpoint::StoredEntry> entries;
  const std::lock_guard lock(mutex_);
  for (auto at = log_.lower_bound({stream, from});
       at != log_.end() && at->first <= LogKey{stream, to}; ++at) {
    entries.push_back(Entry("", at->second, at->first.second, 0));
  }
  return Give(entries, reverse, limit, sink);
}

StoreCode MapStore::GetBlob(std::string_view hash, const EntrySink& sink) {
  const std::lock_guard lock(mutex_);
  const auto found = blobs_.find(std::string(hash));
  if (found == blobs_.end()) return StoreCode::kNotFound;
  sink(Entry(hash, found->second.first, 0, 0));
  return StoreCode::kOk;
}

}  // namespace dashflow::testing
