// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mysql.h>

#include <cstdint>
#include <string>

namespace dashflow::bench {

// Who may enter where.
struct MysqlAccount {
  std::string host;
  std::uint16_t port = 0;
  std::string user;
  std::string password;
};

// MariaDB in C, with its client library alone.
class MysqlFloor {
 public:
  explicit MysqlFloor(const MysqlAccount& account);
  ~MysqlFloor();
  MysqlFloor(const MysqlFloor&) = delete;
  MysqlFloor& operator=(const MysqlFloor&) = delete;

  void Execute(const std::string& sql);
  // Rows of `bytes` bytes in `database`, `per_commit` in each statement, which is prepared once and
  // a transaction by itself. Returns rows a second.
  double Rows(const std::string& database, int rows, int per_commit, int bytes);

 private:
  void Require(bool holds, const char* problem);

  MYSQL* connection_;
};

}  // namespace dashflow::bench
