// SPDX-License-Identifier: Apache-2.0
#include "host/cli/thread_at.h"

#include <algorithm>
#include <utility>

#include "host/checkpoint/care/thread_log.h"
#include "host/checkpoint/directory.h"
#include "host/checkpoint/run/thread_head.h"

namespace dashflow::cli {
namespace {

using checkpoint::Position;

Error NoCheckpoint(const std::string& thread, const std::string& checkpoint) {
  return Error("checkpoint_not_found", "thread " + thread + " has no checkpoint " + checkpoint)
      .Operation("find checkpoint")
      .Resource(checkpoint)
      .Cause("it is on none of its branches");
}

Result<checkpoint::Loaded> LoadedAt(checkpoint::Store& store,
                                    const checkpoint::ThreadRecord& record,
                                    const std::string& checkpoint) {
  if (checkpoint.empty()) return checkpoint::LoadThread(store, record);
  DF_ASSIGN(const Position position, FindCheckpoint(store, record, checkpoint));
  return checkpoint::Loader(store).Load(position);
}

}  // namespace

Result<std::optional<Position>> CheckpointArgument(const std::string& id) {
  if (id.empty()) return std::optional<Position>();
  const auto position = checkpoint::ParsePosition(id);
  if (position) return position;
  return Error("usage", "'" + id + "' is not the id of a checkpoint");
}

Result<Position> FindCheckpoint(checkpoint::Store& store, const checkpoint::ThreadRecord& record,
                                const std::string& checkpoint) {
  DF_ASSIGN(const auto wanted, CheckpointArgument(checkpoint));
  DF_ASSIGN(const auto streams, checkpoint::StreamsOf(store, record));
  if (std::ranges::find(streams, wanted->stream) == streams.end())
    return NoCheckpoint(record.id, checkpoint);
  bool is_there = false;
  DF_TRY(checkpoint::Loader(store).VisitBackwards(*wanted, [&](const Position& found, const auto&) {
    is_there = found == *wanted;
    return false;
  }));
  return is_there ? Result<Position>(*wanted) : NoCheckpoint(record.id, checkpoint);
}

Result<ThreadAt> FindThread(checkpoint::Store& store, const std::string& thread,
                            const std::string& checkpoint) {
  DF_ASSIGN(auto record, checkpoint::Directory(store).Find(thread));
  DF_ASSIGN(auto loaded, LoadedAt(store, record, checkpoint));
  return ThreadAt{std::move(record), std::move(loaded)};
}

}  // namespace dashflow::cli
