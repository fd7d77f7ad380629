// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/mysql/server_appender.h"

#include <bit>
#include <string>
#include <string_view>

namespace dashflow::mysql {
namespace {

constexpr std::string_view kRow =
    "SELECT ?, ?, ?, ?, ? FROM DUAL WHERE ? - 1 = coalesce("
    "(SELECT max(seq) FROM df_log WHERE stream = ?),"
    " (SELECT last_seq FROM df_stream_end WHERE stream = ?), 0)";

// IGNORE: an entry whose key is there adds nothing, as its sizes were checked nothing else is
// ignored. What was added comes back.
std::string SqlFor(std::size_t entries) {
  std::string sql("INSERT IGNORE INTO df_log(stream, seq, checksum, size, bytes) ");
  for (std::size_t i = 0; i < entries; ++i) sql.append(i == 0 ? "" : " UNION ALL ").append(kRow);
  return sql.append(" RETURNING stream");
}

void AddRow(std::vector<sql::Argument>& arguments, const sql::NewEntry& entry) {
  const auto number = [](std::uint64_t value) { return static_cast<std::int64_t>(value); };
  const std::int64_t stream = number(entry.stream);
  const std::int64_t seq = number(entry.seq);
  arguments.insert(arguments.end(), {stream, seq, number(entry.checksum),
                                     number(entry.bytes.size()), entry.bytes, seq, stream, stream});
}

}  // namespace

ServerStatement& ServerAppender::StatementFor(std::size_t entries) {
  const auto known = statements_.find(entries);
  if (known != statements_.end()) return known->second;
  return statements_.try_emplace(entries, connection_, SqlFor(entries)).first->second;
}

std::vector<std::uint64_t> ServerAppender::Append(std::span<const sql::NewEntry> entries) {
  const std::size_t rows = std::bit_ceil(entries.size());
  std::vector<sql::Argument> arguments;
  for (const sql::NewEntry& entry : entries) AddRow(arguments, entry);
  for (std::size_t i = entries.size(); i < rows; ++i) AddRow(arguments, {});
  return StatementFor(rows).Numbers(arguments);
}

}  // namespace dashflow::mysql
