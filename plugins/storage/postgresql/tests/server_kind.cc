// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sql/tests/server_kind.h"

#include "plugins/storage/postgresql/server_connection.h"
#include "plugins/storage/postgresql/server_database.h"
#include "plugins/storage/postgresql/wire/connect_uri.h"

namespace dashflow::sql {
namespace {

using postgresql::QuoteName;

std::string AddressFor(const Account& account, const std::string& place) {
  return "postgresql://" + account.user + ":" + account.password + "@" + account.host + ":" +
         account.port + "/" + account.database + "?schema=" + place;
}

std::unique_ptr<Connection> Connect(const Account& account) {
  postgresql::ConnectUri uri;
  uri.Add("host", account.host);
  uri.Add("port", account.port);
  uri.Add("user", account.user);
  uri.Add("password", account.password);
  uri.Add("dbname", account.database);
  return std::make_unique<postgresql::ServerConnection>(uri.text(), std::chrono::seconds(60));
}

std::string UsePlace(const std::string& place) { return "SET search_path TO " + QuoteName(place); }

std::string DropPlace(const std::string& place) {
  return "DROP SCHEMA IF EXISTS " + QuoteName(place) + " CASCADE";
}

std::string MakeUser(const std::string& user, const std::string& password) {
  std::string text;
  for (const char c : password) text += c == '\'' ? "''" : std::string(1, c);
  return "CREATE ROLE " + user + " LOGIN PASSWORD '" + text + "'";
}

std::vector<std::string> GrantRun(const std::string& user, const std::string& place) {
  return {"GRANT USAGE ON SCHEMA " + place + " TO " + user,
          "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA " + place + " TO " + user};
}

std::vector<std::string> DropUser(const std::string& user, const std::string&) {
  return {"DROP OWNED BY " + user, "DROP ROLE " + user};
}

}  // namespace

const ServerKind kServer = {"postgresql", "postgresql", &AddressFor, &Connect, &UsePlace,
                            &DropPlace,   &MakeUser,    &GrantRun,   &DropUser};

}  // namespace dashflow::sql
