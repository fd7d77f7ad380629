// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/mysql/server_connection.h"

#include <poll.h>
#include <soci/mysql/soci-mysql.h>
#include <soci/soci.h>

#include "plugins/storage/mysql/server_appender.h"
#include "plugins/storage/mysql/server_error.h"
#include "plugins/storage/mysql/server_statement.h"

namespace dashflow::mysql {
namespace {

std::unique_ptr<soci::session> Connect(const std::string& parameters) {
  try {
    return std::make_unique<soci::session>(soci::mysql, parameters);
  } catch (const soci::mysql_soci_error& error) {
    const std::string message = error.get_error_message();
    const sql::Trouble trouble = OfErrorNumber(error.err_num_, message);
    throw sql::Failure(trouble == sql::Trouble::kLost ? sql::Trouble::kNoServer : trouble, message);
  } catch (const soci::soci_error& error) {
    throw sql::Failure(sql::Trouble::kOther, error.get_error_message());
  }
}

}  // namespace

ServerConnection::ServerConnection(const std::string& parameters)
    : session_(Connect(parameters)),
      raw_(static_cast<soci::mysql_session_backend*>(session_->get_backend())->conn_) {}

ServerConnection::~ServerConnection() = default;

void ServerConnection::Execute(const std::string& sql) {
  if (mysql_real_query(raw_, sql.data(), sql.size()) == 0) {
    mysql_free_result(mysql_store_result(raw_));
    return;
  }
  const std::string message = mysql_error(raw_);
  throw sql::Failure(OfErrorNumber(mysql_errno(raw_), message), message);
}

std::unique_ptr<sql::Statement> ServerConnection::Prepare(std::string_view sql) {
  return std::make_unique<ServerStatement>(raw_, std::string(sql));
}

std::unique_ptr<sql::Appender> ServerConnection::MakeAppender() {
  return std::make_unique<ServerAppender>(raw_);
}

// A server that was asked nothing has nothing to say but that it goes.
bool ServerConnection::HasHungUp() {
  pollfd one{static_cast<int>(mysql_get_socket(raw_)), POLLIN | POLLRDHUP, 0};
  return ::poll(&one, 1, 0) != 0;
}

bool ServerConnection::is_encrypted() const { return mysql_get_ssl_cipher(raw_) != nullptr; }

}  // namespace dashflow::mysql
