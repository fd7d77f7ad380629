// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/care/move_thread.h"

#include <algorithm>

#include "host/base/failpoint.h"
#include "host/checkpoint/care/last_batch.h"
#include "host/checkpoint/care/log_writer.h"
#include "host/checkpoint/directory.h"

namespace dashflow::checkpoint {
namespace {

Status WriteLog(Store& store, std::uint64_t stream, const Entry& first) {
  LogWriter writer(store, stream);
  DF_TRY(writer.Add(first));
  return writer.Flush();
}

// Gives each log the stream that it goes on in, and writes those that are new.
Result<std::vector<std::uint64_t>> WriteLogs(Store& store, const std::string& thread,
                                             const std::vector<MovedLog>& logs) {
  const auto count =
      std::ranges::count_if(logs, [](const MovedLog& log) { return log.first.has_value(); });
  DF_ASSIGN(std::uint64_t next, ReserveNoted(store, thread, static_cast<std::uint64_t>(count)));
  std::vector<std::uint64_t> streams;
  for (const MovedLog& log : logs) {
    streams.push_back(log.first ? next++ : log.call.stream);
    if (log.first) DF_TRY(WriteLog(store, streams.back(), *log.first));
  }
  return streams;
}

}  // namespace

Result<ThreadRecord> MoveThread(Store& store, ThreadRecord record, std::vector<MovedLog> logs) {
  DF_ASSIGN(const auto streams, WriteLogs(store, record.id, logs));
  record.stream = streams.front();
  LastBatch batch(store);
  batch.Expect(record);
  batch.Put(record);
  batch.Erase(kUnfinishedSpace, record.id);
  for (std::size_t i = 1; i < logs.size(); ++i) {
    NamespaceRecord& call = logs[i].call;
    if (logs[i].caller) call.caller = streams[*logs[i].caller];
    call.SetLineage(call.root != 0 || !logs[i].caller ? record.stream : call.caller);
    call.stream = streams[i];
    batch.Put(call);
  }
  DF_FAILPOINT("move.before_commit");
  DF_TRY(batch.Commit("move thread"));
  return Directory(store).Get(record.id);
}

}  // namespace dashflow::checkpoint
