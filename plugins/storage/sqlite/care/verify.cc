// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sqlite/care/verify.h"

#include "plugins/storage/sql/rows/checksum.h"
#include "plugins/storage/sql/rows/entry_name.h"
#include "plugins/storage/sqlite/care/care_failure.h"
#include "plugins/storage/sqlite/care/progress.h"
#include "plugins/storage/sqlite/sql/statement.h"

namespace dashflow::sqlite {
namespace {

bool IsDamage(const SqlError& error) {
  return error.trouble() == Trouble::kDamaged || error.trouble() == Trouble::kNotADatabase;
}

class Verification {
 public:
  Verification(Connection& connection, const sdk::StoreWatch& watch)
      : connection_(connection), watch_(watch) {}

  void Run() {
    for (const char* table : {"log", "record", "blob"}) Reading(table, [&] { Count(table); });
    Reading("database", [&] { CheckStructure(); });
    Reading("table 'log'", [&] { CheckLog(); });
    Reading("table 'record'", [&] { CheckRecords(); });
    Reading("table 'blob'", [&] { CheckBlobs(); });
  }

 private:
  // What is too broken to be read is one finding, and others may still be read.
  template <class Body>
  void Reading(const std::string& what, Body body) {
    try {
      body();
    } catch (const SqlError& error) {
      if (!IsDamage(error)) throw;
      watch_.Found("the " + what + " cannot be read to its end: " + error.what());
    }
  }

  void Count(const std::string& table) {
    all_ += static_cast<std::uint64_t>(connection_.Integer("SELECT count(*) FROM " + table));
  }

  void CheckStructure() {
    const Progress progress(connection_, [this] { return watch_.Tell(0, all_); });
    Statement rows(connection_, "PRAGMA integrity_check(1000)");
    rows.Each([&] {
      const std::string_view what = rows.Bytes(0);
      if (what != "ok") watch_.Found("the structure of the database: " + std::string(what));
      return true;
    });
  }

  void CheckLog() {
    Statement rows(connection_, "SELECT stream, seq, sum, bytes FROM log ORDER BY id");
    rows.Each([&] {
      const std::uint64_t stream = rows.Unsigned(0);
      const std::uint64_t seq = rows.Unsigned(1);
      if (sql::LogSum(stream, seq, rows.Bytes(3)) != rows.Unsigned(2)) {
        watch_.Found(sql::EntryName(stream, seq).append(sql::kSumDiffers), stream, seq);
      }
      return Step();
    });
  }

  void CheckRecords() {
    Statement rows(connection_,
                   "SELECT r.key, r.rev, r.expires, r.sum, r.terms, r.bytes, s.name"
                   " FROM record r LEFT JOIN space s ON s.id = r.space ORDER BY r.id");
    rows.Each([&] {
      const sql::RecordFacts facts{rows.Bytes(0), rows.Unsigned(1), rows.Integer(2), rows.Bytes(4)};
      if (sql::RecordSum(facts, rows.Bytes(5)) != rows.Unsigned(3)) {
        watch_.Found(sql::RecordName(rows.Bytes(6), facts.key).append(sql::kSumDiffers));
      }
      return Step();
    });
  }

  void CheckBlobs() {
    Statement rows(connection_,
                   "SELECT b.hash, b.sum, y.bytes FROM blob b"
                   " LEFT JOIN blob_bytes y ON y.blob = b.id ORDER BY b.id");
    rows.Each([&] {
      const std::string_view hash = rows.Bytes(0);
      if (rows.IsNull(2)) {
        watch_.Found(sql::BlobName(hash) + ": its bytes are missing");
      } else if (sql::BlobSum(hash, rows.Bytes(2)) != rows.Unsigned(1)) {
        watch_.Found(sql::BlobName(hash).append(sql::kSumDiffers));
      }
      return Step();
    });
  }

  bool Step() {
    watch_.Step(++done_, all_);
    return true;
  }

  Connection& connection_;
  const sdk::StoreWatch& watch_;
  std::uint64_t done_ = 0;  // rows
  std::uint64_t all_ = 0;
};

}  // namespace

void VerifyDatabase(const std::string& path, const sdk::StoreWatch& watch) {
  Caring(path, [&] {
    Connection connection(path, Connection::Mode::kRead);
    Verification(connection, watch).Run();
  });
}

}  // namespace dashflow::sqlite
