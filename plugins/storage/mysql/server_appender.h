// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mysql.h>

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "plugins/storage/mysql/server_statement.h"
#include "plugins/storage/sql/database/connection.h"

namespace dashflow::mysql {

// Any number of entries is one statement, of which there is one for every power of two: what is
// left of it is filled with entries that are never next.
class ServerAppender : public sql::Appender {
 public:
  explicit ServerAppender(MYSQL* connection) : connection_(connection) {}
  std::vector<std::uint64_t> Append(std::span<const sql::NewEntry> entries) override;

 private:
  ServerStatement& StatementFor(std::size_t entries);

  MYSQL* const connection_;
  std::map<std::size_t, ServerStatement> statements_;
};

}  // namespace dashflow::mysql
