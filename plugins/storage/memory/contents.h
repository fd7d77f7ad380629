// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <dashflow/store_care.hpp>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "plugins/storage/memory/found.h"
#include "plugins/storage/memory/moment.h"
#include "plugins/storage/memory/space.h"
#include "plugins/storage/memory/stream.h"
#include "plugins/storage/memory/undo_log.h"

namespace dashflow::memory {

// Everything a store holds: spaces, streams and blobs. REQUIRES of Apply: a batch within the limits
// of store.h. One thread at a time.
class Contents {
 public:
  // All of the batch or nothing, and its result. False: it conflicts.
  bool Apply(const sdk::StoreBatch& batch, const Moment& now);

  const Record* FindRecord(std::string_view space, std::string_view key, const Moment& now) const;
  const Buffer* FindBlob(std::string_view hash) const;
  Page CollectRecords(const sdk::StoreScan& scan, const Moment& now) const;
  Page CollectEntries(const sdk::StoreRange& range) const;
  sdk::StoreAbout Describe() const;
  std::vector<std::string> BlobHashes() const;

 private:
  struct Blob {
    Buffer bytes;
    std::int64_t touched_ns = 0;
  };
  using Blobs = std::map<std::string, Blob, std::less<>>;

  // False when the operation conflicts.
  bool ApplyOp(const sdk::StoreOp& op, const Changing& change);
  bool Append(const sdk::StoreOp& op);
  bool Expect(const sdk::StoreOp& op, const Changing& change) const;
  void Trim(const sdk::StoreOp& op);
  void PutBlob(const sdk::StoreOp& op, const Changing& change);
  void EraseBlob(const sdk::StoreOp& op);
  void DropForgotten();
  void SaveBlob(std::string_view hash);
  Space& SpaceOf(const sdk::StoreOp& op);

  std::map<std::string, Space, std::less<>> spaces_;
  std::unordered_map<std::uint64_t, Stream> streams_;
  Blobs blobs_;
  std::uint64_t last_rev_ = 0;
  std::vector<std::uint64_t> forgotten_;  // streams, by the batch at hand
  UndoLog undo_;                          // empty between batches
};

}  // namespace dashflow::memory
