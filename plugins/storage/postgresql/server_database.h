// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/storage/sql/database/database.h"
#include "plugins/storage/sql/opening/settings.h"

namespace dashflow::postgresql {

// A schema of a database of a PostgreSQL server. [any-thread]
class ServerDatabase : public sql::Database {
 public:
  // What to do instead of what a store does not do for itself.
  static constexpr std::string_view kBackupAdvice =
      "pg_dump --schema=SCHEMA DATABASE, while hosts run; or, while none does, a copy that any "
      "release reads: dashflow db migrate --from THIS --to sqlite:FILE";
  static constexpr std::string_view kRestoreAdvice =
      "pg_restore or psql of what pg_dump wrote, into a database without that schema; or, of a "
      "copy: dashflow db migrate --from sqlite:FILE --to THIS";
  static constexpr std::string_view kVacuumAdvice =
      "the server's autovacuum lets space be used again; VACUUM FULL by the owner of the tables "
      "gives it back to the disk, and holds off hosts meanwhile";

  // Throws StoreError store_setting.
  explicit ServerDatabase(const sql::Settings& settings);

  std::unique_ptr<sql::Connection> Connect() const override;
  void Create() const override;
  std::string name() const override { return name_; }
  std::string_view find_layout_sql() const override;
  std::string_view now_sql() const override;
  std::string_view careless_sql() const override;
  std::string_view disk_bytes_sql() const override;
  const std::vector<sql::Migration>& migrations() const override { return migrations_; }
  void LockMigrations(sql::Connection& connection) const override;

 private:
  const std::string name_;
  const std::string schema_;
  const std::string uri_;  // for libpq
  const std::chrono::milliseconds statement_timeout_;
  const std::vector<sql::Migration> migrations_;
};

// A name in SQL.
std::string QuoteName(std::string_view name);

}  // namespace dashflow::postgresql
