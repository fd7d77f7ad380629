// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/store/servers.h"

#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <map>

#include "tests/bench/store/mysql_floor.h"
#include "tests/bench/store/postgresql_floor.h"

namespace dashflow::bench {
namespace {

using Account = std::map<std::string, std::string>;

// Of the server that `tools/dev services` started; empty when there is none.
Account ReadAccount(const std::string& service) {
  Account account;
  const char* folder = std::getenv("DASHFLOW_SERVICES");
  if (folder == nullptr) return account;
  std::ifstream file(std::string(folder) + "/" + service + ".env");
  for (std::string line; std::getline(file, line);) {
    const std::size_t at = line.find('=');
    account[line.substr(0, at)] = line.substr(at + 1);
  }
  return account;
}

std::string AddressOf(const std::string& scheme, const Account& account) {
  return scheme + "://" + account.at("USER") + ":" + account.at("PASSWORD") + "@" +
         account.at("HOST") + ":" + account.at("PORT") + "/";
}

Server Postgresql(const Account& account) {
  const std::string address = AddressOf("postgresql", account) + account.at("DATABASE");
  return {.name = "postgresql",
          .with =
              [address](const std::string& space, const auto& use) {
                use(address + "?migrate=create&schema=" + space);
                PostgresqlFloor(address).Execute("DROP SCHEMA " + space + " CASCADE");
              },
          .floor =
              [address](int rows, int per_commit, int bytes) {
                return PostgresqlFloor(address).Rows(rows, per_commit, bytes);
              }};
}

Server Mysql(const Account& account) {
  const MysqlAccount who{.host = account.at("HOST"),
                         .port = static_cast<std::uint16_t>(std::stoi(account.at("PORT"))),
                         .user = account.at("USER"),
                         .password = account.at("PASSWORD")};
  return {
      .name = "mysql",
      .with =
          [who, address = AddressOf("mysql", account)](const std::string& space, const auto& use) {
            MysqlFloor(who).Execute("CREATE DATABASE " + space);
            use(address + space + "?migrate=create");
            MysqlFloor(who).Execute("DROP DATABASE " + space);
          },
      .floor = [who, database = account.at("DATABASE")](
                   int rows, int per_commit,
                   int bytes) { return MysqlFloor(who).Rows(database, rows, per_commit, bytes); }};
}

}  // namespace

std::vector<Server> Servers() {
  std::vector<Server> servers;
  if (const Account account = ReadAccount("postgresql"); !account.empty())
    servers.push_back(Postgresql(account));
  if (const Account account = ReadAccount("mariadb"); !account.empty())
    servers.push_back(Mysql(account));
  return servers;
}

}  // namespace dashflow::bench
