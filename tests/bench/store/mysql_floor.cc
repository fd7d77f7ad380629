// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/store/mysql_floor.h"

#include <cstdlib>
#include <memory>
#include <vector>

#include "tests/bench/bench_host.h"
#include "tests/bench/measure.h"

namespace dashflow::bench {
namespace {

using Statement = std::unique_ptr<MYSQL_STMT, decltype(&mysql_stmt_close)>;

std::string InsertOf(int rows) {
  std::string sql = "INSERT INTO floor_log VALUES";
  for (int i = 0; i < rows; ++i) sql += i == 0 ? "(?,?,?)" : ",(?,?,?)";
  return sql;
}

// The arguments of a statement: stream, seq and bytes of each row. Of one statement after the other
// only the seq is another.
class Arguments {
 public:
  Arguments(int rows, int bytes) : row_(static_cast<std::size_t>(bytes), 'x') {
    streams_.reserve(static_cast<std::size_t>(rows));
    for (int i = 0; i < rows; ++i) Add(i + 1);
  }
  MYSQL_BIND* data() { return bound_.data(); }
  void SetSeq(long long seq) { seq_ = seq; }

 private:
  void Add(long long stream) {
    AddNumber(&streams_.emplace_back(stream));
    AddNumber(&seq_);
    MYSQL_BIND& bytes = bound_.emplace_back();
    bytes.buffer_type = MYSQL_TYPE_BLOB;
    bytes.buffer = row_.data();
    bytes.buffer_length = row_.size();
  }
  void AddNumber(long long* number) {
    MYSQL_BIND& bound = bound_.emplace_back();
    bound.buffer_type = MYSQL_TYPE_LONGLONG;
    bound.buffer = number;
  }

  std::string row_;
  std::vector<long long> streams_;
  long long seq_ = 0;
  std::vector<MYSQL_BIND> bound_;
};

}  // namespace

MysqlFloor::MysqlFloor(const MysqlAccount& account) : connection_(mysql_init(nullptr)) {
  Require(
      mysql_real_connect(connection_, account.host.c_str(), account.user.c_str(),
                         account.password.c_str(), nullptr, account.port, nullptr, 0) != nullptr,
      "connect");
}

MysqlFloor::~MysqlFloor() { mysql_close(connection_); }

void MysqlFloor::Require(bool holds, const char* problem) {
  if (!holds) Die(Error("store_unavailable", mysql_error(connection_)).Cause(problem));
}

void MysqlFloor::Execute(const std::string& sql) {
  Require(mysql_query(connection_, sql.c_str()) == 0, sql.c_str());
}

double MysqlFloor::Rows(const std::string& database, int rows, int per_commit, int bytes) {
  Execute("USE " + database);
  Execute("DROP TABLE IF EXISTS floor_log");
  Execute(
      "CREATE TABLE floor_log(stream BIGINT NOT NULL, seq BIGINT NOT NULL, bytes MEDIUMBLOB NOT"
      " NULL, PRIMARY KEY(stream, seq)) ENGINE=InnoDB");
  const std::string sql = InsertOf(per_commit);
  const Statement insert(mysql_stmt_init(connection_), &mysql_stmt_close);
  Require(mysql_stmt_prepare(insert.get(), sql.c_str(), sql.size()) == 0, "prepare");
  Arguments arguments(per_commit, bytes);
  Require(mysql_stmt_bind_param(insert.get(), arguments.data()) == 0, "bind");
  const double took = Microseconds([&] {
    for (int i = 0; i < rows / per_commit; ++i) {
      arguments.SetSeq(i + 1);
      Require(mysql_stmt_execute(insert.get()) == 0, mysql_stmt_error(insert.get()));
    }
  });
  Execute("DROP TABLE floor_log");
  return rows / took * 1e6;
}

}  // namespace dashflow::bench
