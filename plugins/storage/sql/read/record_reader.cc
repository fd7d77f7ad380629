// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sql/read/record_reader.h"

#include "plugins/storage/sql/read/page_limit.h"
#include "plugins/storage/sql/rows/checksum.h"
#include "plugins/storage/sql/rows/entry_name.h"
#include "plugins/storage/sql/rows/key_range.h"
#include "plugins/storage/sql/rows/page_builder.h"

namespace dashflow::sql {
namespace {

// The columns that RowOf reads, and the condition that every query has.
#define DF_RECORD_COLUMNS "r.name, r.rev, r.expires, r.checksum, r.terms, r.bytes"
#define DF_RECORD_LIVES " AND (r.expires = 0 OR r.expires > ?)"

constexpr std::string_view kGet =
    "SELECT " DF_RECORD_COLUMNS " FROM df_record r WHERE r.space = ?" DF_RECORD_LIVES
    " AND r.name = ?";
constexpr std::string_view kByName = "df_record r WHERE r.space = ?" DF_RECORD_LIVES
                                     " AND r.name >= ? AND r.name < ? ORDER BY r.name";
constexpr std::string_view kByTerm =
    "df_term t JOIN df_record r ON r.space = t.space AND r.name = t.name"
    " WHERE t.term = ? AND t.space = ?" DF_RECORD_LIVES
    " AND t.name >= ? AND t.name < ? ORDER BY t.name";

bool IsWhole(const Statement& row) {
  const RecordFacts facts{row.Bytes(0), row.Unsigned(1), row.Integer(2), row.Bytes(4)};
  return RecordSum(facts, row.Bytes(5)) == row.Unsigned(3);
}

Row RowOf(const Statement& row) {
  return {std::string(row.Bytes(0)), std::string(row.Bytes(5)), 0, row.Unsigned(1)};
}

std::string Select(std::string_view columns, std::string_view from, std::string_view order) {
  std::string sql("SELECT ");
  sql.append(columns).append(" FROM ").append(from).append(order);
  return sql.append(" LIMIT ?");
}

}  // namespace

RecordReader::RecordReader(Connection& connection)
    : spaces_(connection),
      get_(connection.Prepare(kGet)),
      by_name_(MakeQuery(connection, kByName, "")),
      by_name_back_(MakeQuery(connection, kByName, " DESC")),
      by_term_(MakeQuery(connection, kByTerm, "")),
      by_term_back_(MakeQuery(connection, kByTerm, " DESC")) {}

RecordReader::Query RecordReader::MakeQuery(Connection& connection, std::string_view from,
                                            std::string_view order) {
  return {connection.Prepare(Select("r.size", from, order)),
          connection.Prepare(Select(DF_RECORD_COLUMNS, from, order))};
}

std::optional<Row> RecordReader::Get(std::string_view space, std::string_view name,
                                     std::int64_t now) {
  std::optional<Row> found;
  const auto id = spaces_.Find(space);
  if (!id) return found;
  get_->Each(
      [&] {
        if (!IsWhole(*get_)) throw DamagedEntry(RecordName(space, name));
        found = RowOf(*get_);
        return false;
      },
      *id, now, name);
  return found;
}

RecordReader::Query& RecordReader::QueryFor(const sdk::StoreScan& scan) {
  if (scan.term.empty()) return scan.reverse ? by_name_back_ : by_name_;
  return scan.reverse ? by_term_back_ : by_term_;
}

Page RecordReader::Scan(const sdk::StoreScan& scan, std::int64_t now) {
  const auto id = spaces_.Find(scan.space);
  if (!id) return {};
  const std::string_view to = EndOf(scan.to);
  if (scan.term.empty()) return Fill(scan, *id, now, scan.from, to);
  return Fill(scan, scan.term, *id, now, scan.from, to);
}

template <class... Arguments>
Page RecordReader::Fill(const sdk::StoreScan& scan, const Arguments&... arguments) {
  const Query& query = QueryFor(scan);
  const std::uint64_t rows = RowsOfPage(*query.sizes, scan.limit, arguments...);
  if (rows == 0) return {};
  PageBuilder page(rows);
  Statement& row = *query.rows;
  row.Each(
      [&] {
        if (!IsWhole(row)) return page.Damaged(RecordName(scan.space, row.Bytes(0)));
        return page.Add(RowOf(row));
      },
      arguments..., rows);
  return std::move(page).Take();
}

}  // namespace dashflow::sql
