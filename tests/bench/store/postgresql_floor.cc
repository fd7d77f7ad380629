// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/store/postgresql_floor.h"

#include <cstdio>
#include <cstdlib>

#include "tests/bench/measure.h"

namespace dashflow::bench {

PostgresqlFloor::PostgresqlFloor(const std::string& address)
    : connection_(PQconnectdb(address.c_str())) {
  if (PQstatus(connection_) != CONNECTION_OK) Check(nullptr);
  Execute("SET client_min_messages = warning");
}

PostgresqlFloor::~PostgresqlFloor() { PQfinish(connection_); }

void PostgresqlFloor::Check(PGresult* result) const {
  const auto status = PQresultStatus(result);
  PQclear(result);
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return;
  std::fprintf(stderr, "%s", PQerrorMessage(connection_));
  std::abort();
}

void PostgresqlFloor::Execute(const std::string& sql) { Check(PQexec(connection_, sql.c_str())); }

// The bytes of a statement are made once: their making is no cost of the database.
double PostgresqlFloor::Rows(int rows, int per_commit, int bytes) {
  Execute("DROP TABLE IF EXISTS floor_log");
  Execute(
      "CREATE TABLE floor_log(stream bigint, seq bigint, bytes bytea, PRIMARY KEY(stream, seq))");
  Execute("ALTER TABLE floor_log ALTER bytes SET STORAGE EXTERNAL");
  Check(PQprepare(connection_, "add",
                  "INSERT INTO floor_log SELECT s, $1::bigint, b FROM unnest($2::bytea[])"
                  " WITH ORDINALITY AS e(b, s)",
                  0, nullptr));
  std::string array("{");
  for (int i = 0; i < per_commit; ++i) {
    array += i == 0 ? "\"" : ",\"";
    array.append(static_cast<std::size_t>(bytes), 'x').append("\"");
  }
  array += "}";
  const double took = Microseconds([&] {
    for (int i = 0; i < rows / per_commit; ++i) {
      const std::string seq = std::to_string(i + 1);
      const char* values[] = {seq.c_str(), array.c_str()};
      Check(PQexecPrepared(connection_, "add", 2, values, nullptr, nullptr, 1));
    }
  });
  Execute("DROP TABLE floor_log");
  return rows / took * 1e6;
}

}  // namespace dashflow::bench
