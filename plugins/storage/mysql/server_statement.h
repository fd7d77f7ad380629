// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mysql.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/storage/sql/database/failure.h"
#include "plugins/storage/sql/database/statement.h"

namespace dashflow::mysql {

// A prepared statement of MariaDB itself: SOCI 4.0.3 has no bytes for it, only text that it escapes
// into the statement.
class ServerStatement : public sql::Statement {
 public:
  ServerStatement(MYSQL* connection, std::string sql);
  ~ServerStatement() override;

  std::int64_t Integer(int column) const override;
  std::string_view Bytes(int column) const override;
  bool IsNull(int column) const override;

  // Runs it with any number of arguments and gives the first column of every row.
  std::vector<std::uint64_t> Numbers(std::span<const sql::Argument> arguments);

 private:
  struct Column {
    bool is_number = false;
    long long number = 0;
    std::string bytes;
    unsigned long size = 0;
    my_bool is_null = 0;
  };

  void Execute(std::span<const sql::Argument> arguments) override;
  bool Next() override;
  void Finish() noexcept override;
  std::int64_t Changes() const override;

  void Prepare();
  void Bind(std::span<const sql::Argument> arguments);
  void DescribeColumns();
  void BindColumns();
  void FetchBytes();
  sql::Failure LastFailure() const;
  [[noreturn]] void Throw() const;

  MYSQL* const connection_;
  const std::string sql_;
  MYSQL_STMT* raw_ = nullptr;
  std::vector<Column> columns_;
  std::vector<MYSQL_BIND> bound_columns_;
};

}  // namespace dashflow::mysql
