// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sql/read/reader.h"

#include <algorithm>
#include <string>

#include "plugins/storage/sql/read/page_limit.h"
#include "plugins/storage/sql/rows/checksum.h"
#include "plugins/storage/sql/rows/entry_name.h"
#include "plugins/storage/sql/rows/page_builder.h"

namespace dashflow::sql {
namespace {

std::string Select(std::string_view columns, std::string_view order) {
  std::string sql("SELECT ");
  sql.append(columns).append(
      " FROM df_log WHERE stream = ? AND seq >= ? AND seq <= ? ORDER BY seq");
  return sql.append(order).append(" LIMIT ?");
}

std::uint64_t AtMostMax(std::uint64_t seq) { return std::min<std::uint64_t>(seq, INT64_MAX); }

}  // namespace

Reader::Reader(std::unique_ptr<Connection> connection)
    : connection_(std::move(connection)),
      records_(*connection_),
      forward_(MakeEntries("")),
      back_(MakeEntries(" DESC")),
      blob_(connection_->Prepare("SELECT checksum, bytes FROM df_blob WHERE hash = ?")) {}

Reader::Entries Reader::MakeEntries(std::string_view order) {
  return {connection_->Prepare(Select("size", order)),
          connection_->Prepare(Select("seq, checksum, bytes", order))};
}

Page Reader::Read(const sdk::StoreRange& range) {
  if (range.from > INT64_MAX) return {};
  const Entries& entries = range.reverse ? back_ : forward_;
  const std::uint64_t to = AtMostMax(range.to);
  const std::uint64_t rows = RowsOfPage(*entries.sizes, range.limit, range.stream, range.from, to);
  if (rows == 0) return {};
  PageBuilder page(rows);
  Statement& row = *entries.rows;
  row.Each(
      [&] {
        const std::uint64_t seq = row.Unsigned(0);
        const std::string_view bytes = row.Bytes(2);
        if (LogSum(range.stream, seq, bytes) != row.Unsigned(1)) {
          return page.Damaged(EntryName(range.stream, seq));
        }
        return page.Add({{}, std::string(bytes), seq, 0});
      },
      range.stream, range.from, to, rows);
  return std::move(page).Take();
}

std::optional<Row> Reader::GetBlob(std::string_view hash) {
  std::optional<Row> found;
  blob_->Each(
      [&] {
        const std::string_view bytes = blob_->Bytes(1);
        if (BlobSum(hash, bytes) != blob_->Unsigned(0)) throw DamagedEntry("a blob");
        found = Row{std::string(hash), std::string(bytes)};
        return false;
      },
      hash);
  return found;
}

}  // namespace dashflow::sql
