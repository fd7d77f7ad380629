// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <dashflow/store_types.hpp>
#include <memory>
#include <optional>
#include <string>

#include "plugins/storage/sql/write/blob_writer.h"
#include "plugins/storage/sql/write/log_writer.h"
#include "plugins/storage/sql/write/record_writer.h"
#include "plugins/storage/sql/write/store_lock.h"

namespace dashflow::sql {

// Why a batch was not applied.
struct Conflict {
  std::size_t op = 0;
  std::string why;
};

// Applies batches inside the transaction that is open: each wholly or not at all. Throws Failure,
// after which the transaction must be rolled back. REQUIRES: batches within the limits of store.h.
class BatchWriter {
 public:
  BatchWriter(Connection& connection, Appender& appender);

  // Before the first batch of a transaction: takes the store's lock. now: Unix ns, for all batches.
  void Start(std::int64_t now);
  // Gives the batch its result; what stood in its way, if anything did.
  std::optional<Conflict> Apply(const sdk::StoreBatch& batch);
  // After the last batch, before the commit.
  void Finish() { lock_.Keep(); }
  // After a rollback of the transaction.
  void Invalidate() { records_.Invalidate(); }

  // Why an append conflicts.
  std::string WhyNot(std::uint64_t stream, std::uint64_t seq);

 private:
  std::optional<Conflict> ApplyAll(const sdk::StoreBatch& batch, std::uint64_t rev);
  std::optional<Conflict> ApplyOrTakeBack(const sdk::StoreBatch& batch, std::uint64_t rev);
  // Empty, or why it conflicts.
  std::string ApplyOp(const sdk::StoreOp& op, std::uint64_t rev);
  std::string Append(const sdk::StoreOp& op);
  std::string Expect(const sdk::StoreOp& op);
  void Erase(const sdk::StoreOp& op);

  Connection& connection_;
  LogWriter log_;
  RecordWriter records_;
  BlobWriter blobs_;
  StoreLock lock_;
  std::int64_t now_ = 0;
  std::int64_t swept_ = 0;
};

}  // namespace dashflow::sql
