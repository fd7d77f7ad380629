// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "plugins/storage/sql/rows/row.h"
#include "plugins/storage/sqlite/sql/statement.h"

namespace dashflow::sqlite {

// Reads records that have not expired at `now`. Throws SqlError, and StoreError for a damaged one.
class RecordReader {
 public:
  explicit RecordReader(Connection& connection);

  std::optional<sql::Row> Get(std::string_view space, std::string_view key, std::int64_t now);
  sql::Page Scan(const sdk::StoreScan& scan, std::int64_t now);

 private:
  Statement& StatementFor(const sdk::StoreScan& scan);

  Statement get_;
  Statement by_key_;
  Statement by_key_back_;
  Statement by_term_;
  Statement by_term_back_;
};

}  // namespace dashflow::sqlite
