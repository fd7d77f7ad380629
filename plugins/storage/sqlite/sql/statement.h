// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "plugins/storage/sql/database/statement.h"
#include "plugins/storage/sqlite/sql/connection.h"

namespace sqlite_api {
struct sqlite3_stmt;
}

namespace dashflow::sqlite {

// A prepared statement on SQLite itself. SOCI 4.0.3 knows bytes only as `soci::blob`, which copies
// them once more on the way in and on the way out; here they are borrowed.
//
// Throws SqlError.
class Statement final : public sql::Statement {
 public:
  Statement(Connection& connection, std::string_view sql);
  ~Statement() override;

  std::int64_t Integer(int column) const override;
  std::string_view Bytes(int column) const override;
  bool IsNull(int column) const override;
  std::int64_t LastId() const;  // of the row that the connection inserted last

 private:
  void Execute(std::span<const sql::Argument> arguments) override;
  bool Next() override;
  void Finish() noexcept override;
  std::int64_t Changes() const override;

  Connection& connection_;
  sqlite_api::sqlite3_stmt* raw_ = nullptr;
};

}  // namespace dashflow::sqlite
