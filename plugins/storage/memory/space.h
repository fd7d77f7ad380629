// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <dashflow/store_types.hpp>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "plugins/storage/memory/found.h"
#include "plugins/storage/memory/moment.h"
#include "plugins/storage/memory/record.h"
#include "plugins/storage/memory/undo_log.h"

namespace dashflow::memory {

// The records of one space in byte order, with their index terms. Expired records are absent
// everywhere. What changes something writes to `undo` how to take it back. Keys that rise with
// time, as most do, are found and added in constant time. One thread at a time.
class Space {
 public:
  const Record* Find(std::string_view key, const Moment& now) const;
  // Puts what a PUT operation says.
  void Put(const sdk::StoreOp& op, const Changing& change);
  void Erase(std::string_view key, const Changing& change);
  // from <= key < to; an empty `to` is the end.
  void EraseRange(std::string_view from, std::string_view to, const Changing& change);
  // The records of `scan` that are there at `now`, up to its limit.
  Page Collect(const sdk::StoreScan& scan, const Moment& now) const;

  const Records& records() const { return records_; }  // with those that have expired

  // For EraseStep and PutStep.
  void PutBack(Records::node_type record);
  void TakeBack(Records::value_type& record, std::optional<Record> before);

 private:
  void SweepBefore(const Changing& change);
  void Sweep(const Moment& now);
  Records::iterator Place(std::string_view key);
  Record Make(const sdk::StoreOp& op, std::uint64_t rev);
  Term& TermOf(std::string_view text);
  void Add(Records::iterator hint, std::string_view key, Record record, UndoLog& undo);
  void Replace(Records::value_type& at, Record record, UndoLog& undo);
  void Remove(Records::iterator at);
  void Index(const Records::value_type& at);
  void Unindex(const Records::value_type& at);
  void Reindex(std::string_view key, const Record& before, const Record& after);
  void SetEnd(std::string_view key, std::int64_t before, std::int64_t after);
  void SweepTerms();
  Page CollectByKey(const sdk::StoreScan& scan, const Moment& now) const;
  Page CollectByTerm(const sdk::StoreScan& scan, const Moment& now) const;

  Records records_;
  std::map<std::string, Keys, std::less<>> terms_;
  std::uint64_t rev_ = 0;                                     // of the batch that changed it last
  std::size_t swept_terms_ = 0;                               // how many there were after a sweep
  std::set<std::pair<std::int64_t, std::string_view>> ends_;  // (expiry, key)
};

}  // namespace dashflow::memory
