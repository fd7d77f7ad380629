// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <dashflow/store_types.hpp>
#include <unordered_map>
#include <vector>

#include "plugins/storage/sql/database/connection.h"

namespace dashflow::sql {

// Batches that are one append each, of different streams: they go to the server as one statement.
class Wave {
 public:
  // Whether a batch is of the kind that a wave takes.
  static bool Takes(const sdk::StoreBatch& batch);

  // Whether the batch needs what the wave holds to be written first: it touches one of its streams,
  // or there is no room for it.
  bool MustGoBefore(const sdk::StoreBatch& batch) const;
  // `commit` is told of a conflict.
  void Add(sdk::StoreCommit& commit, const sdk::StoreBatch& batch);
  bool empty() const { return entries_.empty(); }
  void Clear();

  // Writes what it holds and gives the batches their results; the wave is empty then. Gives the
  // first entry that conflicted. Throws Failure.
  struct Refused {
    sdk::StoreCommit* commit = nullptr;
    std::uint64_t stream = 0;
    std::uint64_t seq = 0;
  };
  std::vector<Refused> Write(Appender& appender);

 private:
  struct Owner {
    sdk::StoreCommit* commit;
    sdk::StoreBatch batch;
  };

  std::vector<NewEntry> entries_;
  std::vector<Owner> owners_;                               // of the entry at the same place
  std::unordered_map<std::uint64_t, std::size_t> streams_;  // place of the stream's entry
  std::size_t bytes_ = 0;
};

}  // namespace dashflow::sql
