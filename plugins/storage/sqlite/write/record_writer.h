// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <dashflow/store_types.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "plugins/storage/sql/space_ids.h"
#include "plugins/storage/sqlite/sql/statement.h"

namespace dashflow::sqlite {

// Changes records and their index terms, inside the transaction that is open. Throws SqlError.
class RecordWriter {
 public:
  explicit RecordWriter(Connection& connection);

  // 0 when there is none, or it has expired at `now`.
  std::uint64_t Revision(std::string_view space, std::string_view key, std::int64_t now);
  void Put(const sdk::StoreOp& op, std::uint64_t rev);
  void Erase(std::string_view space, std::string_view key);
  // from <= key < to; an empty `to` is the end.
  void EraseRange(std::string_view space, std::string_view from, std::string_view to);
  // Erases up to `most` records that have expired at `now`.
  void Sweep(std::int64_t now, std::uint64_t most);
  void Invalidate() { spaces_.Invalidate(); }  // after a rollback

 private:
  struct Row {
    std::int64_t id = 0;
    std::int64_t space = 0;
    std::string key;
    std::string terms;  // packed
    std::uint64_t rev = 0;
    std::int64_t expires_ns = 0;
  };

  std::optional<Row> Find(std::int64_t space, std::string_view key);
  void Remove(const Row& row);
  void RemoveTerms(const Row& row);
  void AddTerms(const Row& row);

  sql::SpaceIds spaces_;
  Statement find_;
  Statement insert_;
  Statement update_;
  Statement erase_;
  Statement range_;
  Statement expired_;
  Statement add_term_;
  Statement erase_term_;
};

}  // namespace dashflow::sqlite
