// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <dashflow/store_types.hpp>
#include <string>

#include "plugins/storage/file/format/group.h"
#include "plugins/storage/file/index/index.h"

namespace dashflow::file {

// Applies the batches of one group to the index and writes their changes into its frame, which will
// begin at `start` in the journal. One thread at a time.
class BatchWriter {
 public:
  BatchWriter(Index& index, GroupBuilder& group, std::uint64_t start, std::int64_t now)
      : index_(index), group_(group), start_(start), now_(now) {}

  // All of the batch or nothing, and its result. Gives why it conflicts; empty when it does not.
  std::string Apply(const sdk::StoreBatch& batch);
  // Takes back what all batches did.
  void RollBack() { undo_.RollTo(0); }

 private:
  // False when the operation conflicts.
  bool ApplyOp(const sdk::StoreOp& op, std::uint64_t rev);
  void PutBlob(const sdk::StoreOp& op);
  void EraseBlob(const sdk::StoreOp& op);
  void Make(Change change, std::string_view bytes = {});

  Index& index_;
  GroupBuilder& group_;
  const std::uint64_t start_;
  const std::int64_t now_;
  Undo undo_;
};

}  // namespace dashflow::file
