// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/storage/sql/rows/row.h"
#include "plugins/storage/sqlite/read/record_reader.h"
#include "plugins/storage/sqlite/sql/connection.h"
#include "plugins/storage/sqlite/sql/statement.h"

namespace dashflow::sqlite {

// One read-only connection and what is asked of it. Every call is a transaction of its own that is
// over when it returns, so that no snapshot keeps the write-ahead log from being reused.
// Throws SqlError, and StoreError for a damaged entry. One thread at a time.
class Reader {
 public:
  explicit Reader(const std::string& path);

  RecordReader& records() { return records_; }
  sql::Page Read(const sdk::StoreRange& range);
  std::optional<sql::Row> GetBlob(std::string_view hash);
  // Some of the hashes that come next, in the order of their bytes; none = that is all.
  std::vector<std::string> BlobsBehind(std::string_view hash);

 private:
  Connection connection_;
  RecordReader records_;
  Statement entries_;
  Statement entries_back_;
  Statement blob_;
  Statement hashes_;
};

}  // namespace dashflow::sqlite
