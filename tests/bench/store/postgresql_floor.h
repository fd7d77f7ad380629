// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <libpq-fe.h>

#include <string>

namespace dashflow::bench {

// PostgreSQL in C, with libpq alone.
class PostgresqlFloor {
 public:
  explicit PostgresqlFloor(const std::string& address);
  ~PostgresqlFloor();
  PostgresqlFloor(const PostgresqlFloor&) = delete;
  PostgresqlFloor& operator=(const PostgresqlFloor&) = delete;

  void Execute(const std::string& sql);
  // Rows of `bytes` bytes, `per_commit` in each statement, which is prepared once and a transaction
  // by itself. Returns rows a second.
  double Rows(int rows, int per_commit, int bytes);

 private:
  void Check(PGresult* result) const;

  PGconn* connection_;
};

}  // namespace dashflow::bench
