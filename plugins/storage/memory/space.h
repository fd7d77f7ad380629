// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plugins/storage/memory/buffer.h"
#include "plugins/storage/memory/found.h"
#include "plugins/storage/memory/undo_log.h"

namespace dashflow::memory {

struct Record {
  Buffer bytes;
  std::uint64_t rev = 0;
  std::int64_t expires_ns = 0;  // 0 = never
  std::vector<std::string> terms;
};

// The records of one space in byte order, with their index terms. Expired records are absent
// everywhere. `undo` may be null when nothing is to be taken back. One thread at a time.
class Space {
 public:
  const Record* Find(std::string_view key, std::int64_t now) const;
  void Put(std::string_view key, Record record, UndoLog* undo);
  void Erase(std::string_view key, UndoLog* undo);
  // from <= key < to; an empty `to` is the end.
  void EraseRange(std::string_view from, std::string_view to, UndoLog* undo);
  // The records of `scan` that are there at `now`, up to its limit.
  Page Collect(const sdk::StoreScan& scan, std::int64_t now) const;
  // Frees what has expired.
  void Sweep(std::int64_t now);

 private:
  using Keyed = std::map<std::string, Record, std::less<>>;
  using Terms = std::set<std::pair<std::string, std::string>>;

  // The one way a record changes: keeps the indexes true and gives what was there.
  std::optional<Record> Replace(const std::string& key, std::optional<Record> record);
  void Index(const std::string& key, const Record& record);
  void Unindex(const std::string& key, const Record& record);
  void Set(const std::string& key, std::optional<Record> record, UndoLog* undo);
  Page CollectByKey(const sdk::StoreScan& scan, std::int64_t now) const;
  Page CollectByTerm(const sdk::StoreScan& scan, std::int64_t now) const;

  Keyed records_;
  Terms terms_;                                          // (term, key)
  std::set<std::pair<std::int64_t, std::string>> ends_;  // (expiry, key)
};

}  // namespace dashflow::memory
