// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <dashflow/store_types.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "plugins/storage/sql/database/connection.h"
#include "plugins/storage/sql/rows/row.h"
#include "plugins/storage/sql/space_ids.h"

namespace dashflow::sql {

// Reads records that have not expired at `now`. Throws Failure, and StoreError for a damaged one.
class RecordReader {
 public:
  explicit RecordReader(Connection& connection);

  std::optional<Row> Get(std::string_view space, std::string_view name, std::int64_t now);
  Page Scan(const sdk::StoreScan& scan, std::int64_t now);

 private:
  // The statements of one kind of scan in one direction.
  struct Query {
    std::unique_ptr<Statement> sizes;
    std::unique_ptr<Statement> rows;
  };
  static Query MakeQuery(Connection& connection, std::string_view from, std::string_view order);
  Query& QueryFor(const sdk::StoreScan& scan);
  template <class... Arguments>
  Page Fill(const sdk::StoreScan& scan, const Arguments&... arguments);

  SpaceIds spaces_;
  std::unique_ptr<Statement> get_;
  Query by_name_;
  Query by_name_back_;
  Query by_term_;
  Query by_term_back_;
};

}  // namespace dashflow::sql
