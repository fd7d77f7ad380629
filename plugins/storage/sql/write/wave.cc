// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sql/write/wave.h"

#include "plugins/storage/sql/rows/checksum.h"

namespace dashflow::sql {

bool Wave::Takes(const sdk::StoreBatch& batch) {
  return batch.size() == 1 && batch[0].kind() == DF_OP_APPEND;
}

bool Wave::MustGoBefore(const sdk::StoreBatch& batch) const {
  if (empty()) return false;
  for (std::size_t i = 0; i < batch.size(); ++i) {
    const std::uint32_t kind = batch[i].kind();
    const bool is_log = kind == DF_OP_APPEND || kind == DF_OP_TRIM;
    if (is_log && streams_.contains(batch[i].stream())) return true;
  }
  return Takes(batch) && (entries_.size() == Appender::kMostEntries ||
                          bytes_ + batch[0].bytes().size() > Appender::kMostBytes);
}

void Wave::Add(sdk::StoreCommit& commit, const sdk::StoreBatch& batch) {
  const sdk::StoreOp op = batch[0];
  streams_.emplace(op.stream(), entries_.size());
  entries_.push_back(
      {op.stream(), op.seq(), LogSum(op.stream(), op.seq(), op.bytes()), op.bytes()});
  owners_.push_back({&commit, batch});
  bytes_ += op.bytes().size();
}

void Wave::Clear() {
  entries_.clear();
  owners_.clear();
  streams_.clear();
  bytes_ = 0;
}

std::vector<Wave::Refused> Wave::Write(Appender& appender) {
  for (const Owner& owner : owners_) owner.batch.Fail(sdk::StoreStatus::kConflict);
  for (const std::uint64_t stream : appender.Append(entries_)) {
    owners_[streams_.at(stream)].batch.Succeed(0);
    streams_.erase(stream);
  }
  std::vector<Refused> refused;
  for (const auto& [stream, place] : streams_) {
    refused.push_back({owners_[place].commit, stream, entries_[place].seq});
  }
  Clear();
  return refused;
}

}  // namespace dashflow::sql
