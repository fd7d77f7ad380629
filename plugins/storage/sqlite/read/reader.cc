// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sqlite/read/reader.h"

#include <algorithm>

#include "plugins/storage/sql/rows/checksum.h"
#include "plugins/storage/sql/rows/entry_name.h"
#include "plugins/storage/sql/rows/page_builder.h"

namespace dashflow::sqlite {
namespace {

std::string EntriesSql(std::string_view order) {
  return "SELECT seq, sum, bytes FROM log WHERE stream = ? AND seq >= ? AND seq <= ? ORDER BY seq" +
         std::string(order) + " LIMIT ?";
}

std::uint64_t AtMostMax(std::uint64_t seq) { return std::min<std::uint64_t>(seq, INT64_MAX); }

}  // namespace

Reader::Reader(const std::string& path)
    : connection_(path, Connection::Mode::kRead),
      records_(connection_),
      entries_(connection_, EntriesSql("")),
      entries_back_(connection_, EntriesSql(" DESC")),
      blob_(connection_,
            "SELECT b.sum, y.bytes FROM blob b JOIN blob_bytes y ON y.blob = b.id"
            " WHERE b.hash = ?"),
      hashes_(connection_, "SELECT hash FROM blob WHERE hash > ? ORDER BY hash LIMIT 4096") {}

sql::Page Reader::Read(const sdk::StoreRange& range) {
  sql::PageBuilder page(range.limit);
  if (range.from > INT64_MAX) return {};
  Statement& statement = range.reverse ? entries_back_ : entries_;
  statement.Each(
      [&] {
        const std::uint64_t seq = statement.Unsigned(0);
        const std::string_view bytes = statement.Bytes(2);
        if (sql::LogSum(range.stream, seq, bytes) != statement.Unsigned(1)) {
          return page.Damaged(sql::EntryName(range.stream, seq));
        }
        return page.Add({{}, std::string(bytes), seq, 0});
      },
      range.stream, range.from, AtMostMax(range.to), range.limit);
  return std::move(page).Take();
}

std::optional<sql::Row> Reader::GetBlob(std::string_view hash) {
  std::optional<sql::Row> found;
  blob_.Each(
      [&] {
        const std::string_view bytes = blob_.Bytes(1);
        if (sql::BlobSum(hash, bytes) != blob_.Unsigned(0)) throw sql::DamagedEntry("a blob");
        found = sql::Row{std::string(hash), std::string(bytes)};
        return false;
      },
      hash);
  return found;
}

std::vector<std::string> Reader::BlobsBehind(std::string_view hash) {
  std::vector<std::string> found;
  hashes_.Each(
      [&] {
        found.emplace_back(hashes_.Bytes(0));
        return true;
      },
      hash);
  return found;
}

}  // namespace dashflow::sqlite
