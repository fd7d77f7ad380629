// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "plugins/storage/sql/database/connection.h"

namespace dashflow::sql {

// Who enters a server, and where.
struct Account {
  std::string host;
  std::string port;
  std::string user;
  std::string password;
  std::string database;
  std::string folder;  // with its certificate, and one that it does not use
};

// What the tests of all servers need to know of the one under test. Each plugin's tests define
// `kServer`. A place is where one store lives: a schema, or a database.
struct ServerKind {
  std::string scheme;
  std::string service;  // of `tools/dev services`
  // Its address; settings may follow, each after a &.
  std::string (*address)(const Account& account, const std::string& place);
  std::unique_ptr<Connection> (*connect)(const Account& account);
  std::string (*use_place)(const std::string& place);
  std::string (*drop_place)(const std::string& place);
  std::string (*make_user)(const std::string& user, const std::string& password);
  std::vector<std::string> (*grant_run)(const std::string& user, const std::string& place);
  std::vector<std::string> (*drop_user)(const std::string& user, const std::string& place);
};

extern const ServerKind kServer;

}  // namespace dashflow::sql
