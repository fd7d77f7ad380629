// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sql/write/log_writer.h"

#include "plugins/storage/sql/rows/checksum.h"

namespace dashflow::sql {

LogWriter::LogWriter(Connection& connection, Appender& appender)
    : appender_(appender),
      highest_(connection.Prepare("SELECT max(seq) FROM df_log WHERE stream = ?")),
      end_(connection.Prepare("SELECT last_seq FROM df_stream_end WHERE stream = ?")),
      add_end_(connection.Prepare("INSERT INTO df_stream_end(stream, last_seq) VALUES(?, ?)")),
      set_end_(connection.Prepare("UPDATE df_stream_end SET last_seq = ? WHERE stream = ?")),
      erase_end_(connection.Prepare("DELETE FROM df_stream_end WHERE stream = ?")),
      erase_(connection.Prepare("DELETE FROM df_log WHERE stream = ? AND seq <= ?")) {}

std::uint64_t LogWriter::Last(std::uint64_t stream) {
  auto last = highest_->Look(stream);
  if (!last) last = end_->Look(stream);
  return static_cast<std::uint64_t>(last.value_or(0));
}

bool LogWriter::Append(std::uint64_t stream, std::uint64_t seq, std::string_view bytes) {
  const NewEntry entry{stream, seq, LogSum(stream, seq, bytes), bytes};
  return !appender_.Append({&entry, 1}).empty();
}

void LogWriter::Trim(std::uint64_t stream, std::uint64_t seq) {
  const std::uint64_t last = Last(stream);
  if (last == 0) return;
  if (seq > last) KeepLast(stream, last);
  erase_->Run(stream, seq - 1);
}

void LogWriter::KeepLast(std::uint64_t stream, std::uint64_t last) {
  if (end_->Look(stream)) {
    set_end_->Run(last, stream);
  } else {
    add_end_->Run(stream, last);
  }
}

void LogWriter::Forget(std::uint64_t stream) {
  erase_->Run(stream, std::int64_t{INT64_MAX});
  erase_end_->Run(stream);
}

}  // namespace dashflow::sql
