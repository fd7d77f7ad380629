// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <dashflow/store_types.hpp>
#include <memory>
#include <optional>
#include <string_view>

#include "plugins/storage/sql/database/connection.h"
#include "plugins/storage/sql/read/record_reader.h"
#include "plugins/storage/sql/rows/row.h"

namespace dashflow::sql {

// One connection that reads and what is asked of it; nothing is open when a call returns.
// Throws Failure, and StoreError for a damaged entry. One thread at a time.
class Reader {
 public:
  explicit Reader(std::unique_ptr<Connection> connection);

  RecordReader& records() { return records_; }
  Page Read(const sdk::StoreRange& range);
  std::optional<Row> GetBlob(std::string_view hash);

 private:
  struct Entries {
    std::unique_ptr<Statement> sizes;
    std::unique_ptr<Statement> rows;
  };
  Entries MakeEntries(std::string_view order);

  std::unique_ptr<Connection> connection_;
  RecordReader records_;
  Entries forward_;
  Entries back_;
  std::unique_ptr<Statement> blob_;
};

}  // namespace dashflow::sql
