// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sqlite/write/log_writer.h"

#include "plugins/storage/sql/rows/checksum.h"

namespace dashflow::sqlite {
namespace {

constexpr std::size_t kRemembered = 1 << 16;

}  // namespace

LogWriter::LogWriter(Connection& connection)
    : insert_(connection, "INSERT INTO log(stream, seq, sum, bytes) VALUES(?, ?, ?, ?)"),
      highest_(connection, "SELECT max(seq) FROM log WHERE stream = ?"),
      end_(connection, "SELECT last FROM stream_end WHERE stream = ?"),
      set_end_(connection, "INSERT OR REPLACE INTO stream_end(stream, last) VALUES(?, ?)"),
      erase_end_(connection, "DELETE FROM stream_end WHERE stream = ?"),
      erase_(connection, "DELETE FROM log WHERE stream = ? AND seq <= ?"),
      has_(connection, "SELECT 1 FROM log WHERE stream = ? AND seq = ?") {}

std::uint64_t LogWriter::Last(std::uint64_t stream) {
  if (const auto known = last_.find(stream); known != last_.end()) return known->second;
  auto last = highest_.Look(stream);
  if (!last) last = end_.Look(stream);
  if (last_.size() >= kRemembered) last_.clear();
  return last_[stream] = static_cast<std::uint64_t>(last.value_or(0));
}

bool LogWriter::Append(std::uint64_t stream, std::uint64_t seq, std::string_view bytes) {
  if (seq != Last(stream) + 1) return false;
  insert_.Run(stream, seq, sql::LogSum(stream, seq, bytes), bytes);
  last_[stream] = seq;
  return true;
}

void LogWriter::Trim(std::uint64_t stream, std::uint64_t seq) {
  const std::uint64_t last = Last(stream);
  if (last == 0) return;
  if (seq > last) set_end_.Run(stream, last);
  erase_.Run(stream, seq - 1);
}

void LogWriter::Forget(std::uint64_t stream) {
  erase_.Run(stream, std::int64_t{INT64_MAX});
  erase_end_.Run(stream);
  last_.erase(stream);
}

bool LogWriter::Has(std::uint64_t stream, std::uint64_t seq) {
  return has_.Look(stream, seq).has_value();
}

}  // namespace dashflow::sqlite
