// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <dashflow/store_types.hpp>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include "plugins/storage/file/format/change.h"
#include "plugins/storage/file/index/records.h"
#include "plugins/storage/file/index/stream.h"
#include "plugins/storage/file/index/undo.h"

namespace dashflow::file {

struct Blob {
  Payload payload{};
  std::int64_t touched_ns = 0;
};

// What the journal says that there is, and where in it the bytes lie. Made anew from the journal
// whenever a store is opened. One thread at a time.
class Index {
 public:
  using Spaces = std::map<std::string, Records, std::less<>>;
  using Streams = std::unordered_map<std::uint64_t, Stream>;
  using Blobs = std::map<std::string, Blob, std::less<>>;

  // Makes a change whose bytes lie at `offset`. `undo` (or null) learns how to take it back; its
  // steps refer to this object.
  void Apply(const Change& change, std::uint64_t offset, Undo* undo);

  const Record* FindRecord(std::string_view space, std::string_view key, std::int64_t now) const;
  const Blob* FindBlob(std::string_view hash) const;
  std::uint64_t LastSeq(std::uint64_t stream) const;
  Rows Collect(const sdk::StoreScan& scan, std::int64_t now) const;
  Rows Collect(const sdk::StoreRange& range) const;

  // Forgets what has expired. REQUIRES: nothing will be taken back.
  void Sweep(std::int64_t now);

  std::uint64_t last_rev() const { return last_rev_; }
  // About as much as a journal of nothing but what there is would have.
  std::uint64_t live_bytes() const { return live_bytes_; }
  const Spaces& spaces() const { return spaces_; }
  const Streams& streams() const { return streams_; }
  const Blobs& blobs() const { return blobs_; }

 private:
  void Put(const Change& change, const Payload& payload, Undo* undo);
  void Erase(const std::string& space, const std::string& key, Undo* undo);
  void EraseRange(const Change& change, Undo* undo);
  void SetRecord(const std::string& space, const std::string& key,
                 const std::optional<Record>& record);
  void Append(const Change& change, const Payload& payload, Undo* undo);
  void Trim(std::uint64_t stream, std::uint64_t seq, Undo* undo);
  void SetStream(std::uint64_t stream, const Stream* content, Undo* undo);
  void SetBlob(const std::string& hash, std::optional<Blob> blob, Undo* undo);
  void Touch(const Change& change, Undo* undo);
  void CountIn(const Payload& payload);
  void CountOut(const Payload& payload);

  Spaces spaces_;
  std::set<std::tuple<std::int64_t, std::string, std::string>> ends_;  // expiry, space, key
  Streams streams_;
  Blobs blobs_;
  std::uint64_t last_rev_ = 0;
  std::uint64_t live_bytes_ = 0;
};

}  // namespace dashflow::file
