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
  // Throws StoreError store_setting.
  explicit ServerDatabase(const sql::Settings& settings);

  std::unique_ptr<sql::Connection> Connect() const override;
  void Create() const override;
  std::string name() const override { return name_; }
  std::string_view find_layout_sql() const override;
  std::string_view now_sql() const override;
  std::string_view careless_sql() const override;
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
