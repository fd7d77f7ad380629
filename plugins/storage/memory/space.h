// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "plugins/storage/memory/buffer.h"
#include "plugins/storage/memory/found.h"
#include "plugins/storage/memory/term_list.h"
#include "plugins/storage/memory/undo_log.h"

namespace dashflow::memory {

struct Record {
  Buffer bytes;
  std::uint64_t rev = 0;
  std::int64_t expires_ns = 0;  // 0 = never
  TermList terms;
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
  // Views of keys of `records_`, which do not move.
  using Keys = std::set<std::string_view>;

  // The one way a record changes: keeps the indexes true and gives what was there.
  std::optional<Record> Replace(std::string_view key, std::optional<Record> record);
  void Index(std::string_view key, const Record& record);
  void Unindex(std::string_view key, const Record& record);
  void IndexTerm(std::string_view key, std::string_view term);
  void UnindexTerm(std::string_view key, std::string_view term);
  void IndexChange(std::string_view key, const Record& before, const Record& after);
  void Set(std::string_view key, std::optional<Record> record, UndoLog* undo);
  Page CollectByKey(const sdk::StoreScan& scan, std::int64_t now) const;
  Page CollectByTerm(const sdk::StoreScan& scan, std::int64_t now) const;

  Keyed records_;
  std::map<std::string, Keys, std::less<>> terms_;
  std::set<std::pair<std::int64_t, std::string_view>> ends_;  // (expiry, key)
};

}  // namespace dashflow::memory
