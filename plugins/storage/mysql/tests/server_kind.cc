// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sql/tests/server_kind.h"

#include "plugins/storage/mysql/server_connection.h"
#include "plugins/storage/mysql/server_database.h"

namespace dashflow::sql {
namespace {

using mysql::QuoteName;
using mysql::QuoteParameter;

std::string AddressFor(const Account& account, const std::string& place) {
  return "mysql://" + account.user + ":" + account.password + "@" + account.host + ":" +
         account.port + "/" + place + "?readers=4";
}

std::unique_ptr<Connection> Connect(const Account& account) {
  return std::make_unique<mysql::ServerConnection>(
      "host=" + account.host + " port=" + account.port + " user=" + QuoteParameter(account.user) +
      " password=" + QuoteParameter(account.password) + " db=" + account.database);
}

std::string UsePlace(const std::string& place) { return "USE " + QuoteName(place); }

std::string DropPlace(const std::string& place) {
  return "DROP DATABASE IF EXISTS " + QuoteName(place);
}

std::string MakeUser(const std::string& user, const std::string& password) {
  std::string text;
  for (const char c : password)
    text += c == '\'' || c == '\\' ? std::string("\\") + c : std::string(1, c);
  return "CREATE USER " + user + "@'127.0.0.1' IDENTIFIED BY '" + text + "'";
}

std::vector<std::string> GrantRun(const std::string& user, const std::string& place) {
  return {"GRANT SELECT, INSERT, UPDATE, DELETE ON " + place + ".* TO " + user + "@'127.0.0.1'"};
}

std::vector<std::string> DropUser(const std::string& user, const std::string&) {
  return {"DROP USER " + user + "@'127.0.0.1'"};
}

}  // namespace

const ServerKind kServer = {"mysql",    "mariadb", &AddressFor, &Connect, &UsePlace,
                            &DropPlace, &MakeUser, &GrantRun,   &DropUser};

}  // namespace dashflow::sql
