// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "plugins/storage/memory/found.h"
#include "plugins/storage/memory/packed_rows.h"
#include "plugins/storage/memory/undo_log.h"

namespace dashflow::memory {

// One log: entries with consecutive seqs that end at the last one appended. One thread at a time.
class Stream {
 public:
  // False, and nothing done, unless seq is the next one.
  bool Append(std::uint64_t seq, std::string_view bytes, UndoLog& undo);
  void Trim(std::uint64_t seq, UndoLog& undo);
  void Forget(UndoLog& undo);
  // The entries of `range`, up to its limit.
  Page Collect(const sdk::StoreRange& range) const;
  bool empty() const { return last_ == 0; }  // as if it had never been
  const PackedRows& entries() const { return entries_; }

  // For AppendStep: keeps the first `size` entries.
  void DropBehind(std::size_t size);

 private:
  // As it is now, with all its entries: for what seldom stands in a batch of several operations.
  void SaveTo(UndoLog& undo);
  std::uint64_t first() const { return last_ - entries_.size() + 1; }

  std::uint64_t last_ = 0;
  PackedRows entries_;
};

}  // namespace dashflow::memory
