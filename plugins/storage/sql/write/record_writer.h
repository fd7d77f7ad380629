// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <dashflow/store_types.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "plugins/storage/sql/database/connection.h"
#include "plugins/storage/sql/space_ids.h"

namespace dashflow::sql {

// Changes records and their index terms, inside the transaction that is open and holds the store's
// lock. Throws Failure.
class RecordWriter {
 public:
  explicit RecordWriter(Connection& connection);

  // 0 when there is none, or it has expired at `now`.
  std::uint64_t Revision(std::string_view space, std::string_view name, std::int64_t now);
  void Put(const sdk::StoreOp& op, std::uint64_t rev);
  void Erase(std::string_view space, std::string_view name);
  // from <= name < to; an empty `to` is the end.
  void EraseRange(std::string_view space, std::string_view from, std::string_view to);
  // Erases up to `most` records that have expired at `now`.
  void Sweep(std::int64_t now, std::uint64_t most);
  void Invalidate() { spaces_.Invalidate(); }  // after a rollback

 private:
  struct Found {
    std::int64_t space = 0;
    std::string name;
    std::string terms;  // packed
    std::uint64_t rev = 0;
    std::int64_t expires_ns = 0;
  };

  std::optional<Found> Find(std::int64_t space, std::string_view name);
  void Write(const sdk::StoreOp& op, std::uint64_t rev, std::int64_t space, bool is_new,
             std::string_view terms);
  void RemoveTermsOfRange(std::int64_t space, std::string_view from, std::string_view to);
  void RemoveTerms(const Found& record);
  void AddTerms(const Found& record);

  SpaceIds spaces_;
  std::unique_ptr<Statement> find_;
  std::unique_ptr<Statement> insert_;
  std::unique_ptr<Statement> update_;
  std::unique_ptr<Statement> erase_;
  std::unique_ptr<Statement> indexed_;
  std::unique_ptr<Statement> erase_range_;
  std::unique_ptr<Statement> expired_;
  std::unique_ptr<Statement> add_term_;
  std::unique_ptr<Statement> erase_term_;
};

}  // namespace dashflow::sql
