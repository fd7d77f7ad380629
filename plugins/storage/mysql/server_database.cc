// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/mysql/server_database.h"

#include <array>
#include <cstdint>
#include <dashflow/store_types.hpp>

#include "plugins/storage/mysql/migrations.h"
#include "plugins/storage/mysql/server_connection.h"

namespace dashflow::mysql {
namespace {

constexpr std::array<std::string_view, 2> kTls = {"disable", "verify-ca"};
// Above the server's own timeout, which answers with a reason.
constexpr std::int64_t kPatienceSeconds = 5;

std::string Escape(std::string_view text, std::string_view special, char with) {
  std::string escaped;
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) escaped += with;
    escaped += c;
  }
  return escaped;
}

std::string NameOf(const sql::Settings& settings) {
  const sql::Address& address = settings.address();
  std::string name("mysql://");
  if (!address.user.empty()) name.append(address.user).append("@");
  name.append(address.host);
  if (!address.port.empty()) name.append(":").append(address.port);
  return name.append("/").append(address.database);
}

std::int64_t TimeoutOf(const sql::Settings& settings) {
  return settings.Number("statement_timeout_ms", 100, 3'600'000);
}

class Parameters {
 public:
  void Add(std::string_view name, std::string_view value) {
    if (!value.empty()) text_.append(name).append("=").append(QuoteParameter(value)).append(" ");
  }
  void AddSeconds(std::string_view name, std::int64_t seconds) {
    Add(name, std::to_string(seconds));
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

void AddTls(Parameters& parameters, const sql::Settings& settings) {
  if (settings.Choice("tls", kTls) == "disable") return;
  const std::string authority = settings.Text("tls_ca");
  if (authority.empty()) {
    throw sdk::StoreError("store_setting", "The store does not take the setting tls.")
        .Cause("verify-ca needs the file of the authorities")
        .Fix("set tls_ca");
  }
  parameters.Add("sslca", authority);
  parameters.Add("sslcert", settings.Text("tls_cert"));
  parameters.Add("sslkey", settings.Text("tls_key"));
}

std::string ParametersOf(const sql::Settings& settings) {
  const sql::Address& address = settings.address();
  const std::int64_t patience = TimeoutOf(settings) / 1000 + kPatienceSeconds;
  Parameters parameters;
  parameters.Add(address.host.starts_with('/') ? "unix_socket" : "host", address.host);
  parameters.Add("port", address.port);
  parameters.Add("user", address.user);
  parameters.Add("password", settings.password());
  parameters.AddSeconds("connect_timeout", settings.Number("connect_timeout_s", 1, 600));
  parameters.AddSeconds("read_timeout", patience);
  parameters.AddSeconds("write_timeout", patience);
  AddTls(parameters, settings);
  return parameters.text();
}

// idle_transaction_timeout: a host that is stopped inside a transaction shall not hold the others.
std::string SessionSql(std::int64_t timeout_ms) {
  const std::string seconds = std::to_string((timeout_ms + 999) / 1000);
  std::string sql("SET SESSION max_statement_time = ");
  sql.append(std::to_string(timeout_ms / 1000)).append(".");
  sql.append(std::to_string(1000 + timeout_ms % 1000).substr(1));
  sql.append(", innodb_lock_wait_timeout = ").append(seconds);
  return sql.append(
      ", idle_transaction_timeout = 30, tx_isolation = 'READ-COMMITTED', autocommit = 1,"
      " sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'");
}

}  // namespace

ServerDatabase::ServerDatabase(const sql::Settings& settings)
    : name_(NameOf(settings)),
      database_(settings.address().database),
      parameters_(ParametersOf(settings)),
      session_sql_(SessionSql(TimeoutOf(settings))),
      wants_tls_(settings.Text("tls") != "disable") {}

std::unique_ptr<sql::Connection> ServerDatabase::ConnectWith(const std::string& parameters) const {
  auto connection = std::make_unique<ServerConnection>(parameters);
  if (wants_tls_ && !connection->is_encrypted()) {
    throw sql::Failure(sql::Trouble::kDenied, "the server offers no TLS, which tls asks for");
  }
  connection->Execute(session_sql_);
  return connection;
}

std::unique_ptr<sql::Connection> ServerDatabase::Connect() const {
  return ConnectWith(parameters_ + "db=" + QuoteParameter(database_));
}

void ServerDatabase::Create() const {
  ConnectWith(parameters_)->Execute("CREATE DATABASE IF NOT EXISTS " + QuoteName(database_));
}

std::string_view ServerDatabase::find_layout_sql() const {
  return "SELECT 1 FROM information_schema.tables"
         " WHERE table_schema = DATABASE() AND table_name = 'df_layout'";
}

std::string_view ServerDatabase::careless_sql() const {
  return "SELECT CONCAT('innodb_flush_log_at_trx_commit is ', @@innodb_flush_log_at_trx_commit)"
         " FROM DUAL WHERE @@innodb_flush_log_at_trx_commit <> 1";
}

std::string_view ServerDatabase::disk_bytes_sql() const {
  return "SELECT CAST(COALESCE(SUM(data_length + index_length), 0) AS SIGNED)"
         " FROM information_schema.tables"
         " WHERE table_schema = DATABASE() AND table_name LIKE 'df\\_%'";
}

std::string_view ServerDatabase::now_sql() const {
  return "SELECT TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(6)) * 1000";
}

const std::vector<sql::Migration>& ServerDatabase::migrations() const { return Migrations(); }

void ServerDatabase::LockMigrations(sql::Connection& connection) const {
  if (connection.Prepare("SELECT GET_LOCK('dashflow migration', 20)")->Look() == 1) return;
  throw sql::Failure(sql::Trouble::kOther, "another host migrates for longer than 20 s");
}

std::string QuoteParameter(std::string_view value) {
  std::string quoted("'");
  return quoted.append(Escape(value, "'\\", '\\')).append("'");
}

std::string QuoteName(std::string_view name) {
  std::string quoted("`");
  return quoted.append(Escape(name, "`", '`')).append("`");
}

}  // namespace dashflow::mysql
