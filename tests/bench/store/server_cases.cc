// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <fstream>
#include <map>
#include <string>

#include "tests/bench/figures.h"
#include "tests/bench/store/durable.h"
#include "tests/bench/store/postgresql_floor.h"

namespace dashflow::bench {
namespace {

using Account = std::map<std::string, std::string>;

// Of the server that `tools/dev services` started; empty when there is none.
Account ReadAccount() {
  Account account;
  const char* folder = std::getenv("DASHFLOW_SERVICES");
  if (folder == nullptr) return account;
  std::ifstream file(std::string(folder) + "/postgresql.env");
  for (std::string line; std::getline(file, line);) {
    const std::size_t at = line.find('=');
    account[line.substr(0, at)] = line.substr(at + 1);
  }
  return account;
}

std::string AddressOf(Account account) {
  return "postgresql://" + account["USER"] + ":" + account["PASSWORD"] + "@" + account["HOST"] +
         ":" + account["PORT"] + "/" + account["DATABASE"];
}

Figure Durable(const std::string& name, int runs, int steps) {
  const std::string address = AddressOf(ReadAccount());
  int pass = 0;
  const auto ours = [&] {
    const std::string schema = "bench_" + name + "_" + std::to_string(++pass);
    const double rate =
        DurableSupersteps(address + "?migrate=create&schema=" + schema, runs, steps);
    PostgresqlFloor(address).Execute("DROP SCHEMA " + schema + " CASCADE");
    return rate;
  };
  const auto floor = [&, bytes = EntryBytes()] {
    return PostgresqlFloor(address).Rows(runs * steps, runs, bytes);
  };
  return Compare(name, "durable supersteps/s", Better::kMore, ours, floor, 5);
}

}  // namespace

std::vector<Case> ServerCases() {
  if (ReadAccount().empty()) return {};
  return {{"postgresql_1", [] { return Durable("postgresql_1", 1, 500); }},
          {"postgresql_16", [] { return Durable("postgresql_16", 16, 200); }},
          {"postgresql_100", [] { return Durable("postgresql_100", 100, 100); }}};
}

}  // namespace dashflow::bench
