// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/storage/sql/database/connection.h"

namespace dashflow::sql {

// One step from a layout to the next. A server whose statements of this kind each end the
// transaction (MariaDB) needs them in a form that can be repeated.
struct Migration {
  std::vector<std::string> statements;
  std::int64_t min_reader = 1;  // the oldest layout whose releases may still read this one
  std::int64_t min_writer = 1;
};

// Where a store lives and how one gets there; what the SQL of a server has of its own. [any-thread]
class Database {
 public:
  virtual ~Database() = default;

  // Throws Failure, soon enough even when nobody answers.
  virtual std::unique_ptr<Connection> Connect() const = 0;
  // Makes the database itself, if that is a thing of its own. Throws Failure.
  virtual void Create() const = 0;
  // For people: server and database, never a password.
  virtual std::string name() const = 0;

  // One row when the tables are there.
  virtual std::string_view find_layout_sql() const = 0;
  // The server's Unix time in ns.
  virtual std::string_view now_sql() const = 0;
  // One row when the server may lose what it said it has committed; its first column says why.
  virtual std::string_view careless_sql() const = 0;
  // How many bytes the tables take on the server's disk.
  virtual std::string_view disk_bytes_sql() const = 0;
  virtual const std::vector<Migration>& migrations() const = 0;
  // Holds off other openers that migrate, until the connection is closed. Throws Failure.
  virtual void LockMigrations(Connection& connection) const = 0;
};

}  // namespace dashflow::sql
