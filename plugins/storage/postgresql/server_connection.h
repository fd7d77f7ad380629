// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "plugins/storage/postgresql/wire/dialogue.h"
#include "plugins/storage/sql/database/connection.h"

namespace soci {
class session;
}

namespace dashflow::postgresql {

// A connection to PostgreSQL, a SOCI session.
class ServerConnection : public sql::Connection {
 public:
  // Throws Failure.
  ServerConnection(const std::string& uri, std::chrono::milliseconds patience);
  ~ServerConnection() override;
  ServerConnection(const ServerConnection&) = delete;
  ServerConnection& operator=(const ServerConnection&) = delete;

  void Execute(const std::string& sql) override;
  std::unique_ptr<sql::Statement> Prepare(std::string_view sql) override;
  std::unique_ptr<sql::Appender> MakeAppender() override;
  bool HasHungUp() override { return dialogue_->HasHungUp(); }

 private:
  std::unique_ptr<soci::session> session_;
  std::unique_ptr<Dialogue> dialogue_;
  int statements_ = 0;
};

}  // namespace dashflow::postgresql
