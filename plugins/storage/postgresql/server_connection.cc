// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/postgresql/server_connection.h"

#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include <string_view>

#include "plugins/storage/postgresql/server_appender.h"
#include "plugins/storage/postgresql/server_statement.h"
#include "plugins/storage/postgresql/wire/sql_state.h"

namespace dashflow::postgresql {
namespace {

// What a server says beside its answers ("there is no transaction in progress") would go to the
// terminal of the host.
void Ignore(void*, const PGresult*) {}

// libpq says what happened once for each way that it tried; the last counts.
std::string LastLine(std::string text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text.substr(text.rfind('\n') + 1);
}

std::unique_ptr<soci::session> Connect(const std::string& uri) {
  try {
    return std::make_unique<soci::session>(soci::postgresql, uri);
  } catch (const soci::soci_error& error) {
    const std::string message = LastLine(error.get_error_message());
    throw sql::Failure(OfConnectMessage(message), message);
  }
}

}  // namespace

ServerConnection::ServerConnection(const std::string& uri, std::chrono::milliseconds patience)
    : session_(Connect(uri)) {
  PGconn* raw = static_cast<soci::postgresql_session_backend*>(session_->get_backend())->conn_;
  PQsetNoticeReceiver(raw, &Ignore, nullptr);
  dialogue_ = std::make_unique<Dialogue>(raw, patience);
}

ServerConnection::~ServerConnection() = default;

// A transaction that failed ends with COMMIT too, but without effect.
void ServerConnection::Execute(const std::string& sql) {
  const Result result = dialogue_->Ask(sql);
  if (sql == "COMMIT" && std::string_view(PQcmdStatus(result.get())) != "COMMIT") {
    throw sql::Failure(sql::Trouble::kOther, "the server has rolled the transaction back");
  }
}

std::unique_ptr<sql::Statement> ServerConnection::Prepare(std::string_view sql) {
  return std::make_unique<ServerStatement>(*dialogue_, "s" + std::to_string(++statements_), sql);
}

std::unique_ptr<sql::Appender> ServerConnection::MakeAppender() {
  return std::make_unique<ServerAppender>(*dialogue_);
}

}  // namespace dashflow::postgresql
