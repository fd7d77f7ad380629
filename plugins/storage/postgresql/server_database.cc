// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/postgresql/server_database.h"

#include <array>

#include "plugins/storage/postgresql/migrations.h"
#include "plugins/storage/postgresql/server_connection.h"
#include "plugins/storage/postgresql/wire/connect_uri.h"

namespace dashflow::postgresql {
namespace {

constexpr std::array<std::string_view, 5> kTls = {"disable", "prefer", "require", "verify-ca",
                                                  "verify-full"};
// Above the server's own timeout, which answers with a reason.
constexpr std::chrono::milliseconds kPatience{5000};

std::string NameOf(const sql::Settings& settings) {
  const sql::Address& address = settings.address();
  std::string name("postgresql://");
  if (!address.user.empty()) name.append(address.user).append("@");
  name.append(address.host);
  if (!address.port.empty()) name.append(":").append(address.port);
  name.append("/").append(address.database);
  return name.append(" (schema ").append(settings.Text("schema")).append(")");
}

// A peer that is gone without a word is noticed in seconds: the kernel asks an idle one three
// times, and waits as long for one that was sent something.
std::string UriOf(const sql::Settings& settings) {
  ConnectUri uri;
  const auto add = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) uri.Add(name, value);
  };
  const sql::Address& address = settings.address();
  add("host", address.host);
  add("port", address.port);
  add("user", address.user);
  add("password", settings.password());
  add("dbname", address.database);
  add("application_name", "dashflow");
  add("connect_timeout", std::to_string(settings.Number("connect_timeout_s", 1, 600)));
  add("sslmode", settings.Choice("tls", kTls));
  add("sslrootcert", settings.Text("tls_ca"));
  add("sslcert", settings.Text("tls_cert"));
  add("sslkey", settings.Text("tls_key"));
  add("keepalives_idle", "3");
  add("keepalives_interval", "1");
  add("keepalives_count", "3");
  add("tcp_user_timeout", "5000");
  return uri.text();
}

// idle_in_transaction: a host that is stopped inside a transaction shall not hold the others.
std::string SessionSql(const std::string& schema, std::chrono::milliseconds timeout) {
  const std::string limit = std::to_string(timeout.count());
  std::string sql("SET search_path TO ");
  sql.append(schema).append("; SET statement_timeout TO ").append(limit);
  sql.append("; SET lock_timeout TO ").append(limit);
  sql.append(
      "; SET idle_in_transaction_session_timeout TO 30000; SET default_transaction_isolation TO"
      " 'read committed'; SELECT set_config('synchronous_commit', 'on', false)"
      " WHERE current_setting('synchronous_commit') = 'off'");
  return sql;
}

}  // namespace

ServerDatabase::ServerDatabase(const sql::Settings& settings)
    : name_(NameOf(settings)),
      schema_(QuoteName(settings.Text("schema"))),
      uri_(UriOf(settings)),
      statement_timeout_(settings.Number("statement_timeout_ms", 100, 3'600'000)),
      migrations_(MigrationsOf(schema_)) {}

std::unique_ptr<sql::Connection> ServerDatabase::Connect() const {
  auto connection = std::make_unique<ServerConnection>(uri_, statement_timeout_ + kPatience);
  connection->Execute(SessionSql(schema_, statement_timeout_));
  return connection;
}

void ServerDatabase::Create() const {
  throw sql::Failure(sql::Trouble::kMissing,
                     "PostgreSQL makes databases with CREATE DATABASE only");
}

std::string_view ServerDatabase::find_layout_sql() const {
  return "SELECT 1 FROM pg_catalog.pg_class WHERE oid = to_regclass('df_layout')";
}

std::string_view ServerDatabase::careless_sql() const {
  return "SELECT name || ' is off' FROM pg_catalog.pg_settings"
         " WHERE name IN ('fsync', 'full_page_writes') AND setting = 'off' LIMIT 1";
}

std::string_view ServerDatabase::disk_bytes_sql() const {
  return "SELECT COALESCE(SUM(pg_total_relation_size(oid)), 0)::bigint FROM pg_catalog.pg_class"
         " WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'"
         " AND relname LIKE 'df\\_%'";
}

std::string_view ServerDatabase::now_sql() const {
  return "SELECT (extract(epoch FROM clock_timestamp()) * 1000000000)::bigint";
}

void ServerDatabase::LockMigrations(sql::Connection& connection) const {
  connection.Execute("SELECT pg_advisory_lock(hashtextextended('dashflow migration', 0))");
}

std::string QuoteName(std::string_view name) {
  std::string quoted("\"");
  for (const char c : name) quoted.append(c == '"' ? 2 : 1, c);
  return quoted + '"';
}

}  // namespace dashflow::postgresql
