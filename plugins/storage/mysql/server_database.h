// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/storage/sql/database/database.h"
#include "plugins/storage/sql/opening/settings.h"

namespace dashflow::mysql {

// A database of a MariaDB server. [any-thread]
class ServerDatabase : public sql::Database {
 public:
  // What to do instead of what a store does not do for itself.
  static constexpr std::string_view kBackupAdvice =
      "mariadb-dump --single-transaction DATABASE, while hosts run; or, while none does, a copy "
      "that any release reads: dashflow db migrate --from THIS --to sqlite:FILE";
  static constexpr std::string_view kRestoreAdvice =
      "mariadb DATABASE < what mariadb-dump wrote, into an empty database; or, of a copy: dashflow "
      "db migrate --from sqlite:FILE --to THIS";
  static constexpr std::string_view kVacuumAdvice =
      "OPTIMIZE TABLE df_log, df_record, df_blob by a user who may";

  // Throws StoreError store_setting.
  explicit ServerDatabase(const sql::Settings& settings);

  std::unique_ptr<sql::Connection> Connect() const override;
  void Create() const override;
  std::string name() const override { return name_; }
  std::string_view find_layout_sql() const override;
  std::string_view now_sql() const override;
  std::string_view careless_sql() const override;
  std::string_view disk_bytes_sql() const override;
  const std::vector<sql::Migration>& migrations() const override;
  void LockMigrations(sql::Connection& connection) const override;

 private:
  std::unique_ptr<sql::Connection> ConnectWith(const std::string& parameters) const;

  const std::string name_;
  const std::string database_;
  const std::string parameters_;  // for SOCI, without the database
  const std::string session_sql_;
  const bool wants_tls_;
};

// A value in SOCI's "key='value'" form.
std::string QuoteParameter(std::string_view value);
// A name in SQL.
std::string QuoteName(std::string_view name);

}  // namespace dashflow::mysql
