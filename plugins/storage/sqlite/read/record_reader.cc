// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sqlite/read/record_reader.h"

#include <string>

#include "plugins/storage/sql/rows/checksum.h"
#include "plugins/storage/sql/rows/entry_name.h"
#include "plugins/storage/sql/rows/key_range.h"
#include "plugins/storage/sql/rows/page_builder.h"

namespace dashflow::sqlite {
namespace {

// The columns that RowOf reads, and the conditions that every query has.
#define DF_RECORD_COLUMNS "SELECT r.key, r.rev, r.expires, r.sum, r.terms, r.bytes "
#define DF_RECORD_LIVES " AND (r.expires = 0 OR r.expires > ?2)"
#define DF_RECORD_SPACE "(SELECT id FROM space WHERE name = ?1)"

constexpr std::string_view kGet = DF_RECORD_COLUMNS
    "FROM record r WHERE r.space = " DF_RECORD_SPACE DF_RECORD_LIVES " AND r.key = ?3";

std::string ByKey(std::string_view order) {
  return DF_RECORD_COLUMNS "FROM record r WHERE r.space = " DF_RECORD_SPACE DF_RECORD_LIVES
                           " AND r.key >= ?3 AND r.key < ?4 ORDER BY r.key" +
         std::string(order) + " LIMIT ?5";
}

std::string ByTerm(std::string_view order) {
  return DF_RECORD_COLUMNS
         "FROM record_term t CROSS JOIN record r ON r.id = t.record"
         " WHERE t.space = " DF_RECORD_SPACE DF_RECORD_LIVES
         " AND t.term = ?6 AND t.key >= ?3 AND t.key < ?4 ORDER BY t.key" +
         std::string(order) + " LIMIT ?5";
}

bool IsWhole(const Statement& row) {
  const sql::RecordFacts facts{row.Bytes(0), row.Unsigned(1), row.Integer(2), row.Bytes(4)};
  return sql::RecordSum(facts, row.Bytes(5)) == row.Unsigned(3);
}

sql::Row RowOf(const Statement& row) {
  return {std::string(row.Bytes(0)), std::string(row.Bytes(5)), 0, row.Unsigned(1)};
}

}  // namespace

RecordReader::RecordReader(Connection& connection)
    : get_(connection, kGet),
      by_key_(connection, ByKey("")),
      by_key_back_(connection, ByKey(" DESC")),
      by_term_(connection, ByTerm("")),
      by_term_back_(connection, ByTerm(" DESC")) {}

std::optional<sql::Row> RecordReader::Get(std::string_view space, std::string_view key,
                                          std::int64_t now) {
  std::optional<sql::Row> found;
  get_.Each(
      [&] {
        if (!IsWhole(get_)) throw sql::DamagedEntry(sql::RecordName(space, key));
        found = RowOf(get_);
        return false;
      },
      space, now, key);
  return found;
}

Statement& RecordReader::StatementFor(const sdk::StoreScan& scan) {
  if (scan.term.empty()) return scan.reverse ? by_key_back_ : by_key_;
  return scan.reverse ? by_term_back_ : by_term_;
}

sql::Page RecordReader::Scan(const sdk::StoreScan& scan, std::int64_t now) {
  sql::PageBuilder page(scan.limit);
  Statement& statement = StatementFor(scan);
  const auto take = [&] {
    if (!IsWhole(statement)) return page.Damaged(sql::RecordName(scan.space, statement.Bytes(0)));
    return page.Add(RowOf(statement));
  };
  const std::string_view to = sql::EndOf(scan.to);
  if (scan.term.empty()) {
    statement.Each(take, scan.space, now, scan.from, to, scan.limit);
  } else {
    statement.Each(take, scan.space, now, scan.from, to, scan.limit, scan.term);
  }
  return std::move(page).Take();
}

}  // namespace dashflow::sqlite
