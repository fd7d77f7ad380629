// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <dashflow/store_types.hpp>
#include <optional>
#include <string>

#include "plugins/storage/sqlite/write/blob_writer.h"
#include "plugins/storage/sqlite/write/log_writer.h"
#include "plugins/storage/sqlite/write/record_writer.h"
#include "plugins/storage/sqlite/write/revisions.h"
#include "plugins/storage/sqlite/write/witness.h"

namespace dashflow::sqlite {

// Why a batch was not applied.
struct Conflict {
  std::size_t op = 0;
  std::string why;
};

// Applies batches inside the transaction that is open: each wholly or not at all. Throws SqlError,
// after which the transaction must be rolled back. REQUIRES: batches within the limits of store.h.
class BatchWriter {
 public:
  explicit BatchWriter(Connection& connection);

  // Before the first batch of a transaction. now: Unix ns, for all of its batches.
  void Start(std::int64_t now, std::uint64_t batches);
  // Gives the batch its result; what stood in its way, if anything did.
  std::optional<Conflict> Apply(const sdk::StoreBatch& batch);
  // After a rollback of the transaction.
  void Invalidate();

  // What the transaction made last; none when something was erased after it.
  const Witness& witness() const { return witness_; }
  // Whether it is in the database.
  bool Confirms(const Witness& witness);

 private:
  std::optional<Conflict> ApplyAll(const sdk::StoreBatch& batch, std::uint64_t rev);
  // Empty, or why it conflicts.
  std::string ApplyOp(const sdk::StoreOp& op, std::uint64_t rev);
  std::string Append(const sdk::StoreOp& op);
  std::string Expect(const sdk::StoreOp& op);
  void Put(const sdk::StoreOp& op, std::uint64_t rev);
  void Erase(const sdk::StoreOp& op);
  void TakeBack(const Witness& before);

  LogWriter log_;
  RecordWriter records_;
  BlobWriter blobs_;
  Revisions revisions_;
  Statement savepoint_;
  Statement release_;
  Statement take_back_;
  Witness witness_;
  std::int64_t now_ = 0;
  std::int64_t swept_ = 0;
};

}  // namespace dashflow::sqlite
