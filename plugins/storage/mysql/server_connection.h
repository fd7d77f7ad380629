// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mysql.h>

#include <memory>
#include <string>
#include <string_view>

#include "plugins/storage/sql/database/connection.h"

namespace soci {
class session;
}

namespace dashflow::mysql {

// A connection to MariaDB, a SOCI session.
class ServerConnection : public sql::Connection {
 public:
  // parameters: in SOCI's form "key='value' …". Throws Failure.
  explicit ServerConnection(const std::string& parameters);
  ~ServerConnection() override;
  ServerConnection(const ServerConnection&) = delete;
  ServerConnection& operator=(const ServerConnection&) = delete;

  void Execute(const std::string& sql) override;
  std::unique_ptr<sql::Statement> Prepare(std::string_view sql) override;
  std::unique_ptr<sql::Appender> MakeAppender() override;
  bool HasHungUp() override;
  bool is_encrypted() const;

 private:
  std::unique_ptr<soci::session> session_;
  MYSQL* raw_ = nullptr;
};

}  // namespace dashflow::mysql
